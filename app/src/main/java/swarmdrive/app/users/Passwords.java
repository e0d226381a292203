package swarmdrive.app.users;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import swarmdrive.webdav.Account;

/** Makes and verifies what is kept of a password. Any thread. */
final class Passwords {
  /** 2^11 rounds: about 0.2 s of one core, for each guess. */
  private static final int COST = 11;

  /** What bcrypt looks at; it would ignore the rest. */
  private static final int MOST_BYTES = 71;

  private static final int LEAST_CHARACTERS = 8;

  /** Of a password that nobody has: verifying it makes unknown names take as long as others. */
  private static final String NOBODYS =
      "$2a$11$abcdefghijklmnopqrstuuXB.xJ7dCdDCsGOQWmJmgHNtFUJnXTPG";

  private Passwords() {}

  /**
   * Makes the account.
   *
   * @param digest whether to keep what Digest needs: who gets hold of it can come in with it
   * @throws IOException if the password is too short or too long, with one line for the user
   */
  static Account account(String name, String password, boolean readOnly, boolean digest)
      throws IOException {
    if (password.length() < LEAST_CHARACTERS || bytes(password).length > MOST_BYTES) {
      throw new IOException(
          "a password has at least "
              + LEAST_CHARACTERS
              + " characters and at most "
              + MOST_BYTES
              + " bytes");
    }
    String hash = BCrypt.withDefaults().hashToString(COST, password.toCharArray());
    return new Account(name, readOnly, hash, digest ? digests(name, password) : Map.of());
  }

  private static Map<String, String> digests(String name, String password) {
    String text = name + ':' + Account.REALM + ':' + password;
    Map<String, String> digests = new HashMap<>();
    for (String algorithm : new String[] {"MD5", "SHA-256"}) {
      digests.put(algorithm, hex(algorithm, bytes(text)));
    }
    return digests;
  }

  private static String hex(String algorithm, byte[] text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has it", e);
    }
  }

  static boolean isHash(String text) {
    return text.matches("\\$2[aby]\\$[0-9]{2}\\$[./A-Za-z0-9]{53}");
  }

  /** Takes the same time whatever is given. */
  static boolean verify(String hash, String password) {
    byte[] given = bytes(password);
    boolean possible = isHash(hash) && given.length <= MOST_BYTES;
    byte[] tried = given.length <= MOST_BYTES ? given : Arrays.copyOf(given, MOST_BYTES);
    byte[] against = (possible ? hash : NOBODYS).getBytes(StandardCharsets.US_ASCII);
    return BCrypt.verifyer().verify(tried, against).verified && possible;
  }

  private static byte[] bytes(String password) {
    return password.getBytes(StandardCharsets.UTF_8);
  }
}
