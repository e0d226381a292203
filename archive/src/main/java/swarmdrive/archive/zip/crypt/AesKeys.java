package swarmdrive.archive.zip.crypt;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a password and a member's salt were stretched to. Immutable, for any number of threads. */
final class AesKeys {
  private static final String MAC = "HmacSHA1";

  /** Fixed by the format: no archive can ask for more work. */
  private static final int ROUNDS = 1000;

  private final SecretKeySpec encryption;
  private final SecretKeySpec authentication;

  private AesKeys(SecretKeySpec encryption, SecretKeySpec authentication) {
    this.encryption = encryption;
    this.authentication = authentication;
  }

  /**
   * Stretches a password.
   *
   * @param before what lies before the data: salt and verifier
   * @return empty if the verifier says that it is another password
   */
  static Optional<AesKeys> of(Password password, AesStrength strength, byte[] before) {
    int length = strength.keyBytes();
    byte[] salt = Arrays.copyOf(before, strength.saltBytes());
    byte[] stretched = stretch(password, salt, 2 * length + AesStrength.VERIFIER);
    byte[] verifier = Arrays.copyOfRange(stretched, 2 * length, stretched.length);
    byte[] wanted = Arrays.copyOfRange(before, strength.saltBytes(), strength.before());
    return MessageDigest.isEqual(verifier, wanted)
        ? Optional.of(
            new AesKeys(
                new SecretKeySpec(stretched, 0, length, "AES"),
                new SecretKeySpec(stretched, length, length, MAC)))
        : Optional.empty();
  }

  /** PBKDF2 (RFC 8018, 5.2) of bytes: the JDK's own takes characters, and as UTF-8 only. */
  private static byte[] stretch(Password password, byte[] salt, int length) {
    Mac mac = mac(new SecretKeySpec(password.bytes(), MAC));
    int step = mac.getMacLength();
    byte[] out = new byte[(length + step - 1) / step * step];
    for (int block = 1; block * step <= out.length; block++) {
      mac.update(salt);
      mac.update(new byte[] {0, 0, 0, (byte) block});
      byte[] round = mac.doFinal();
      byte[] sum = round.clone();
      for (int i = 1; i < ROUNDS; i++) {
        round = mac.doFinal(round);
        for (int at = 0; at < step; at++) {
          sum[at] ^= round[at];
        }
      }
      System.arraycopy(sum, 0, out, (block - 1) * step, step);
    }
    return Arrays.copyOf(out, length);
  }

  private static Mac mac(SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has " + MAC, e);
    }
  }

  /** A new one, which encrypts single blocks. */
  Cipher blocks() {
    try {
      Cipher cipher =
          Cipher.getInstance("AES/ECB/NoPadding"); // the counter is in our order of bytes
      cipher.init(Cipher.ENCRYPT_MODE, encryption);
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has AES", e);
    }
  }

  /** True if the code is that of the encrypted bytes. */
  boolean authenticate(byte[] encrypted, int length, byte[] code) {
    Mac mac = mac(authentication);
    mac.update(encrypted, 0, length);
    return MessageDigest.isEqual(Arrays.copyOf(mac.doFinal(), AesStrength.CODE), code);
  }
}
