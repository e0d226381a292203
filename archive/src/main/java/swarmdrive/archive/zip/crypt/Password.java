package swarmdrive.archive.zip.crypt;

/** A password in one encoding; equal to itself only. */
final class Password {
  private final byte[] bytes;

  Password(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Not to be changed. */
  byte[] bytes() {
    return bytes;
  }
}
