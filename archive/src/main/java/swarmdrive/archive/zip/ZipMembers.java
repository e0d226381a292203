package swarmdrive.archive.zip;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.index.IndexInput;
import swarmdrive.archive.index.IndexOutput;
import swarmdrive.archive.tree.MemberFacts;
import swarmdrive.archive.tree.Rows;

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

  private final Rows rows;

  ZipMembers(int maxMembers) {
    rows = new Rows(ROW, maxMembers);
  }

  private ZipMembers(Rows rows) {
    this.rows = rows;
  }

  static ZipMembers readFrom(IndexInput in) {
    return new ZipMembers(Rows.readFrom(in, ROW));
  }

  void writeTo(IndexOutput out) throws IOException {
    rows.writeTo(out);
  }

  /**
   * Adds a member.
   *
   * @param header position of its local header in the archive
   * @return its number
   */
  int add(DirectoryRecord record, long header, int marks) throws ArchiveException {
    rows.add()
        .putLong(header)
        .putLong(record.compressed())
        .putLong(record.size())
        .putLong(record.modified())
        .putInt(record.crc())
        .putInt(record.nameCrc())
        .putInt(record.flags() | marks)
        .putShort((short) record.method())
        .putShort((short) record.nameLength());
    return rows.count() - 1;
  }

  void trim() {
    rows.trim();
  }

  int count() {
    return rows.count();
  }

  /** Position of the local header; negative if outside. */
  long header(int id) {
    return rows.int64(id, HEADER);
  }

  long compressed(int id) {
    return rows.int64(id, COMPRESSED);
  }

  @Override
  public long size(int id) {
    long size = rows.int64(id, SIZE);
    return size < 0 ? Long.MAX_VALUE : size;
  }

  @Override
  public Optional<Instant> modified(int id) {
    long seconds = rows.int64(id, MODIFIED);
    return seconds == ModifiedTime.UNKNOWN
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(seconds));
  }

  int crc(int id) {
    return rows.int32(id, CRC);
  }

  int nameCrc(int id) {
    return rows.int32(id, NAME_CRC);
  }

  int nameLength(int id) {
    return rows.unsigned16(id, NAME_LENGTH);
  }

  int method(int id) {
    return rows.unsigned16(id, METHOD);
  }

  /** See {@link MemberFlags}. */
  boolean is(int id, int flag) {
    return (rows.int32(id, FLAGS) & flag) != 0;
  }

  void mark(int id, int flag) {
    rows.putInt32(id, FLAGS, rows.int32(id, FLAGS) | flag);
  }

  /** First byte behind what the directory says belongs to the member, or later; -1 if absurd. */
  long leastEnd(int id) {
    long end = header(id) + LocalHeader.BYTES + nameLength(id) + compressed(id);
    return header(id) < 0 || compressed(id) < 0 || end < header(id) ? -1 : end;
  }
}
