package swarmdrive.archive.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import swarmdrive.archive.ByteSource;

/**
 * The last bytes of an archive, in one read: enough for the longest comment, the records that tell
 * where the directory is, and in a small archive the directory itself.
 */
record Tail(long position, ByteBuffer bytes) {
  /** 65,535 of comment, 22, 20 and 56 of records, and some that lie between. */
  static final int BYTES = 66_000;

  static Tail of(ByteSource archive) throws IOException {
    int length = (int) Math.min(BYTES, archive.size());
    long position = archive.size() - length;
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    archive.readFully(position, bytes);
    return new Tail(position, bytes.flip());
  }

  /** True if {@code length} bytes at {@code at} lie in the tail. */
  boolean holds(long at, int length) {
    return at >= position && at <= end() - length;
  }

  /** True if a record with this signature may begin here, and its fixed part lies in the tail. */
  boolean signed(long at, int signature, int length) {
    return holds(at, length) && int32(at) == signature;
  }

  long end() {
    return position + bytes.limit();
  }

  int int32(long at) {
    return bytes.getInt(index(at));
  }

  int unsigned16(long at) {
    return Short.toUnsignedInt(bytes.getShort(index(at)));
  }

  long unsigned32(long at) {
    return Integer.toUnsignedLong(int32(at));
  }

  /** Negative if it is beyond 2^63. */
  long int64(long at) {
    return bytes.getLong(index(at));
  }

  private int index(long at) {
    return (int) (at - position);
  }
}
