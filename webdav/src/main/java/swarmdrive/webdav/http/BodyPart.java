package swarmdrive.webdav.http;

/**
 * A piece of a body: some bytes of its own, then a range of a file.
 *
 * @param before sent first, for instance the head of a part of a multipart body
 * @param from first byte of the range
 * @param to the byte after its last; with {@code from} there is no range
 */
public record BodyPart(byte[] before, long from, long to) {
  private static final byte[] NOTHING = new byte[0];

  /** A range and nothing before it. */
  public static BodyPart range(long from, long to) {
    return new BodyPart(NOTHING, from, to);
  }

  /** Bytes to send. */
  long length() {
    return before.length + to - from;
  }
}
