package swarmdrive.archive.zip;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * One member's record in the directory (4.3.12), with what its extra fields add. Valid as long as
 * the bytes it was made from.
 */
final class DirectoryRecord {
  static final int SIGNATURE = 0x02014b50;
  static final int BYTES = 46;

  private final ByteBuffer bytes;
  private final byte[] rawName;
  private final int nameCrc;
  private long size;
  private long compressed;
  private long header;
  private long disk;
  private long modified;
  private byte @Nullable [] unicodeName;

  DirectoryRecord(ByteBuffer record) {
    bytes = record;
    rawName = new byte[unsigned16(28)];
    bytes.get(BYTES, rawName);
    nameCrc = crc32(rawName);
    compressed = unsigned32(20);
    size = unsigned32(24);
    disk = unsigned16(34);
    header = unsigned32(42);
    modified = ModifiedTime.dos(unsigned16(14), unsigned16(12));
    ExtraFields.forEach(bytes.slice(BYTES + rawName.length, unsigned16(30)), this::extra);
  }

  static int crc32(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private void extra(int kind, ByteBuffer field) {
    switch (kind) {
      case 0x0001 -> zip64(field);
      case 0x000a -> modified = ModifiedTime.ntfs(field, modified);
      case 0x5455 -> modified = ModifiedTime.unix(field, modified);
      case 0x7075 -> unicodeName = unicode(field);
      default -> {}
    }
  }

  /** Holds, in this order, what does not fit the record (4.5.3). */
  private void zip64(ByteBuffer field) {
    size = wide(size, field);
    compressed = wide(compressed, field);
    header = wide(header, field);
    if (disk == 0xffff && field.remaining() >= 4) {
      disk = Integer.toUnsignedLong(field.getInt());
    }
  }

  private static long wide(long narrow, ByteBuffer field) {
    return narrow == 0xffffffffL && field.remaining() >= 8 ? field.getLong() : narrow;
  }

  /** Counts only if it was made for this very name (4.6.9). */
  private byte @Nullable [] unicode(ByteBuffer field) {
    if (field.remaining() < 5 || field.get() != 1 || field.getInt() != nameCrc) {
      return unicodeName;
    }
    byte[] name = new byte[field.remaining()];
    field.get(name);
    return name;
  }

  String name() {
    return MemberName.decode(rawName, (flags() & MemberFlags.UTF_8) != 0, unicodeName);
  }

  int nameLength() {
    return rawName.length;
  }

  int nameCrc() {
    return nameCrc;
  }

  int flags() {
    return unsigned16(8);
  }

  int method() {
    return unsigned16(10);
  }

  int crc() {
    return bytes.getInt(16);
  }

  /** Bytes when decoded; negative if beyond 2^63, as the next two. */
  long size() {
    return size;
  }

  long compressed() {
    return compressed;
  }

  /** Offset of the local header. */
  long header() {
    return header;
  }

  long disk() {
    return disk;
  }

  /** Seconds since 1970, or {@link ModifiedTime#UNKNOWN}. */
  long modified() {
    return modified;
  }

  private int unsigned16(int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  private long unsigned32(int at) {
    return Integer.toUnsignedLong(bytes.getInt(at));
  }
}
