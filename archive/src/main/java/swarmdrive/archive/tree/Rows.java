package swarmdrive.archive.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.index.IndexInput;
import swarmdrive.archive.index.IndexOutput;

/**
 * A growing table of rows of equal length, with nothing in memory but their bytes. Written by one
 * thread, then only read, by any number.
 */
public final class Rows {
  private final int rowBytes;
  private final int most;
  private ByteBuffer bytes;
  private int count;

  /**
   * @param most rows; more end in an exception
   */
  public Rows(int rowBytes, int most) {
    this.rowBytes = rowBytes;
    this.most = Math.min(most, (Integer.MAX_VALUE - 8) / rowBytes);
    bytes = allocate(Math.min(64, this.most));
  }

  private Rows(int rowBytes, byte[] rows) {
    this.rowBytes = rowBytes;
    count = rows.length / rowBytes;
    most = count;
    bytes = ByteBuffer.wrap(rows).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The rows that {@link #writeTo} wrote. */
  public static Rows readFrom(IndexInput in, int rowBytes) {
    return new Rows(rowBytes, in.bytes());
  }

  /** Writes all rows. */
  public void writeTo(IndexOutput out) throws IOException {
    out.bytes(bytes.array(), 0, count * rowBytes);
  }

  private ByteBuffer allocate(int capacity) {
    return ByteBuffer.allocate(capacity * rowBytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The bytes of a new row, to be written. */
  public ByteBuffer add() throws ArchiveException {
    if (count == most) {
      throw new ArchiveException("archive has more than " + most + " members");
    }
    if ((count + 1) * rowBytes > bytes.capacity()) {
      resize((int) Math.min(most, count * 2L));
    }
    return bytes.slice(count++ * rowBytes, rowBytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Gives back what growing left over. */
  public void trim() {
    resize(count);
  }

  private void resize(int capacity) {
    bytes = allocate(capacity).put(0, bytes, 0, count * rowBytes);
  }

  public int count() {
    return count;
  }

  public long int64(int row, int at) {
    return bytes.getLong(row * rowBytes + at);
  }

  public int int32(int row, int at) {
    return bytes.getInt(row * rowBytes + at);
  }

  public int unsigned16(int row, int at) {
    return Short.toUnsignedInt(bytes.getShort(row * rowBytes + at));
  }

  public void putInt32(int row, int at, int value) {
    bytes.putInt(row * rowBytes + at, value);
  }

  public void putInt64(int row, int at, long value) {
    bytes.putLong(row * rowBytes + at, value);
  }
}
