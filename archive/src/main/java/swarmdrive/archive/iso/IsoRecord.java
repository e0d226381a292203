package swarmdrive.archive.iso;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/** A record of a directory (9.1). Valid as long as the bytes it was made from. */
final class IsoRecord {
  /** Without its name. */
  static final int BYTES = 33;

  static final int DIRECTORY = 1 << 1;
  static final int ASSOCIATED = 1 << 2;

  /** The next record goes on with the same file. */
  static final int GOES_ON = 1 << 7;

  private final ByteBuffer bytes;

  /**
   * @param bytes exactly the record, little-endian
   */
  private IsoRecord(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** The record at a place that {@link #fits} says has one. */
  static IsoRecord at(ByteBuffer directory, int at) {
    int length = Byte.toUnsignedInt(directory.get(at));
    return new IsoRecord(directory.slice(at, length).order(ByteOrder.LITTLE_ENDIAN));
  }

  /** True if the bytes from {@code at} on may be a record that ends before {@code end}. */
  static boolean fits(ByteBuffer directory, int at, int end) {
    int length = Byte.toUnsignedInt(directory.get(at));
    return length > BYTES
        && at + length <= end
        && Byte.toUnsignedInt(directory.get(at + 32)) > 0
        && Byte.toUnsignedInt(directory.get(at + 32)) <= length - BYTES;
  }

  int length() {
    return bytes.capacity();
  }

  /** First block of the data, behind an extended attribute record. */
  long block() {
    return unsigned32(2) + Byte.toUnsignedInt(bytes.get(1));
  }

  /** Bytes of the data. */
  long size() {
    return unsigned32(10);
  }

  boolean is(int flag) {
    return (bytes.get(25) & flag) != 0;
  }

  /** True if parts of the file lie between those of another (6.4.3). */
  boolean interleaved() {
    return bytes.get(26) != 0 || bytes.get(27) != 0;
  }

  OptionalLong modified() {
    return RecordedTime.brief(bytes.slice(18, 7));
  }

  /** True for the two records that stand for the directory and the one it is in. */
  boolean isDots() {
    return nameLength() == 1 && (bytes.get(BYTES) == 0 || bytes.get(BYTES) == 1);
  }

  byte[] rawName() {
    byte[] name = new byte[nameLength()];
    bytes.get(BYTES, name);
    return name;
  }

  private int nameLength() {
    return Byte.toUnsignedInt(bytes.get(32));
  }

  /** What follows the name and is for other standards, little-endian; may be empty. */
  ByteBuffer systemUse() {
    int start = Math.min(length(), (BYTES + nameLength() + 1) & ~1);
    return bytes.slice(start, length() - start).order(ByteOrder.LITTLE_ENDIAN);
  }

  private long unsigned32(int at) {
    return Integer.toUnsignedLong(bytes.getInt(at));
  }
}
