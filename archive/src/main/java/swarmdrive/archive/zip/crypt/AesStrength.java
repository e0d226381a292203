package swarmdrive.archive.zip.crypt;

import java.util.Optional;

/** Lengths that go with a key's length. */
public enum AesStrength {
  AES_128(16),
  AES_192(24),
  AES_256(32);

  /** Bytes that tell whether a password is right. */
  static final int VERIFIER = 2;

  /** Bytes of the authentication code behind the data. */
  static final int CODE = 10;

  private final int keyBytes;

  AesStrength(int keyBytes) {
    this.keyBytes = keyBytes;
  }

  /** By the number in the extra field; empty if there is no such. */
  public static Optional<AesStrength> of(int number) {
    return number >= 1 && number <= 3 ? Optional.of(values()[number - 1]) : Optional.empty();
  }

  int keyBytes() {
    return keyBytes;
  }

  int saltBytes() {
    return keyBytes / 2;
  }

  /** Bytes before the data. */
  int before() {
    return saltBytes() + VERIFIER;
  }

  /** Bytes that a member has more than its data. */
  public int overhead() {
    return before() + CODE;
  }
}
