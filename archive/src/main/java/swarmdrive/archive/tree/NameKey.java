package swarmdrive.archive.tree;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;

/** What two names in one folder must not share: their spelling without upper and lower case. */
final class NameKey {
  // keyed with a secret: the names of an archive must not be able to collide on purpose
  private static final HashFunction HASH = secret(new SecureRandom());

  private NameKey() {}

  private static HashFunction secret(SecureRandom random) {
    return Hashing.sipHash24(random.nextLong(), random.nextLong());
  }

  /** Upper first: it unites what lower alone keeps apart, as the two small sigmas. */
  static String fold(String name) {
    return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  static int hash(String folded) {
    return HASH.hashBytes(folded.getBytes(StandardCharsets.UTF_8)).asInt();
  }

  /** Where to begin looking in a table of {@code 1 << bits} places. */
  static int place(int hash, int folder, int bits) {
    return (hash * 31 + folder) * 0x9e3779b9 >>> (32 - bits);
  }
}
