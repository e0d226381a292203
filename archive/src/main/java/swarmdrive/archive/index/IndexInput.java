package swarmdrive.archive.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link IndexOutput} wrote, from memory; no array is made that is longer than what is
 * left. Used by one thread.
 */
public final class IndexInput {
  private final ByteBuffer bytes;

  IndexInput(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  public int int32() {
    return bytes.getInt();
  }

  public long int64() {
    return bytes.getLong();
  }

  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  public byte[] bytes() {
    byte[] read = new byte[count(1)];
    bytes.get(read);
    return read;
  }

  public int[] ints() {
    int[] read = new int[count(Integer.BYTES)];
    bytes.asIntBuffer().get(read);
    skip(read.length * Integer.BYTES);
    return read;
  }

  public long[] longs() {
    long[] read = new long[count(Long.BYTES)];
    bytes.asLongBuffer().get(read);
    skip(read.length * Long.BYTES);
    return read;
  }

  /** A count that was written by hand, of things that take at least so many bytes each. */
  public int count(int least) {
    int count = bytes.getInt();
    if (count < 0 || count > bytes.remaining() / least) {
      throw new IllegalArgumentException("no room for " + count + " values");
    }
    return count;
  }

  private void skip(int length) {
    bytes.position(bytes.position() + length);
  }

  boolean atEnd() {
    return !bytes.hasRemaining();
  }
}
