package swarmdrive.app.users;

import com.google.common.base.Splitter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import swarmdrive.webdav.Account;

/** One line of the file: {@code NAME:rw:BCRYPT:MD5:SHA256}, {@code -} for a digest not kept. */
final class UserLine {
  private static final String NONE = "-";

  private UserLine() {}

  /** Names that no client and no field of HTTP trips over. */
  static boolean isName(String name) {
    return name.matches("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
  }

  static String format(Account account) {
    return String.join(
        ":",
        account.name(),
        account.readOnly() ? "ro" : "rw",
        account.passwordHash(),
        account.digests().getOrDefault("MD5", NONE),
        account.digests().getOrDefault("SHA-256", NONE));
  }

  /** Empty if the line is damaged. */
  static Optional<Account> parse(String line) {
    List<String> parts = Splitter.on(':').splitToList(line);
    boolean sound =
        parts.size() == 5
            && isName(parts.get(0))
            && parts.get(1).matches("r[ow]")
            && Passwords.isHash(parts.get(2))
            && isDigest(parts.get(3), 32)
            && isDigest(parts.get(4), 64);
    if (!sound) {
      return Optional.empty();
    }
    Map<String, String> digests = new LinkedHashMap<>();
    put(digests, "MD5", parts.get(3));
    put(digests, "SHA-256", parts.get(4));
    return Optional.of(new Account(parts.get(0), parts.get(1).equals("ro"), parts.get(2), digests));
  }

  private static boolean isDigest(String text, int length) {
    return text.equals(NONE) || (text.length() == length && text.matches("[0-9a-f]+"));
  }

  private static void put(Map<String, String> digests, String algorithm, String digest) {
    if (!digest.equals(NONE)) {
      digests.put(algorithm, digest);
    }
  }
}
