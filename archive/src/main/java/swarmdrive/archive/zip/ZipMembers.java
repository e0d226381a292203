package swarmdrive.archive.zip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Optional;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.tree.MemberFacts;

/**
 * What the directory tells of each member but its name: rows of {@value #ROW} bytes, by the
 * member's number. Written by one thread, then only read, by any number.
 */
final class ZipMembers implements MemberFacts {
  private static final int ROW = 48;
  private static final int HEADER = 0;
  private static final int COMPRESSED = 8;
  private static final int SIZE = 16;
  private static final int MODIFIED = 24;
  private static final int CRC = 32;
  private static final int NAME_CRC = 36;
  private static final int FLAGS = 40;
  private static final int METHOD = 44;
  private static final int NAME_LENGTH = 46;
  private static final int MAX_ROWS = (Integer.MAX_VALUE - 8) / ROW;

  private final int maxMembers;
  private ByteBuffer rows = rows(64);
  private int count;

  ZipMembers(int maxMembers) {
    this.maxMembers = Math.min(maxMembers, MAX_ROWS);
  }

  private static ByteBuffer rows(int capacity) {
    return ByteBuffer.allocate(capacity * ROW).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Adds a member.
   *
   * @param header position of its local header in the archive
   * @return its number
   */
  int add(DirectoryRecord record, long header, int marks) throws ArchiveException {
    if (count == maxMembers) {
      throw new ArchiveException("archive has more than " + maxMembers + " members");
    }
    if (rows.remaining() < ROW) {
      grow((int) Math.min(maxMembers, count * 2L));
    }
    rows.putLong(header)
        .putLong(record.compressed())
        .putLong(record.size())
        .putLong(record.modified())
        .putInt(record.crc())
        .putInt(record.nameCrc())
        .putInt(record.flags() | marks)
        .putShort((short) record.method())
        .putShort((short) record.nameLength());
    return count++;
  }

  /** Gives back what growing left over. */
  void trim() {
    grow(Math.max(1, count));
  }

  private void grow(int capacity) {
    rows = rows(capacity).put(rows.flip());
  }

  int count() {
    return count;
  }

  /** Position of the local header; negative if outside. */
  long header(int id) {
    return rows.getLong(id * ROW + HEADER);
  }

  long compressed(int id) {
    return rows.getLong(id * ROW + COMPRESSED);
  }

  @Override
  public long size(int id) {
    long size = rows.getLong(id * ROW + SIZE);
    return size < 0 ? Long.MAX_VALUE : size;
  }

  @Override
  public Optional<Instant> modified(int id) {
    long seconds = rows.getLong(id * ROW + MODIFIED);
    return seconds == ModifiedTime.UNKNOWN
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(seconds));
  }

  int crc(int id) {
    return rows.getInt(id * ROW + CRC);
  }

  int nameCrc(int id) {
    return rows.getInt(id * ROW + NAME_CRC);
  }

  int nameLength(int id) {
    return Short.toUnsignedInt(rows.getShort(id * ROW + NAME_LENGTH));
  }

  int method(int id) {
    return Short.toUnsignedInt(rows.getShort(id * ROW + METHOD));
  }

  /** See {@link MemberFlags}. */
  boolean is(int id, int flag) {
    return (rows.getInt(id * ROW + FLAGS) & flag) != 0;
  }

  void mark(int id, int flag) {
    rows.putInt(id * ROW + FLAGS, rows.getInt(id * ROW + FLAGS) | flag);
  }

  /** First byte behind what the directory says belongs to the member, or later; -1 if absurd. */
  long leastEnd(int id) {
    long end = header(id) + LocalHeader.BYTES + nameLength(id) + compressed(id);
    return header(id) < 0 || compressed(id) < 0 || end < header(id) ? -1 : end;
  }
}
