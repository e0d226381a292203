package swarmdrive.archive.sevenzip;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.index.IndexInput;
import swarmdrive.archive.index.IndexOutput;
import swarmdrive.archive.tree.MemberFacts;
import swarmdrive.archive.tree.Rows;

/**
 * What a header tells of each member but its name. Written by one thread, then only read, by any
 * number.
 */
final class SevenZipMembers implements MemberFacts {
  /** In place of a folder's number: the member has no bytes. */
  static final int NOWHERE = -1;

  private static final int FOLDER = 0;
  private static final int POSITION = 4;
  private static final int SIZE = 12;
  private static final int MODIFIED = 20;
  private static final int ROW = 28;
  private static final long UNITS = 10_000_000; // of 100 ns in a second
  private static final long SECONDS_BEFORE_1970 = 11_644_473_600L;

  private final Rows rows;

  SevenZipMembers(int most) {
    this(new Rows(ROW, most));
  }

  private SevenZipMembers(Rows rows) {
    this.rows = rows;
  }

  static SevenZipMembers readFrom(IndexInput in) {
    return new SevenZipMembers(Rows.readFrom(in, ROW));
  }

  void writeTo(IndexOutput out) throws IOException {
    rows.writeTo(out);
  }

  /**
   * Adds a member.
   *
   * @param modified units of 100 ns since 1601, or 0
   * @return its number
   */
  int add(int folder, long position, long size, long modified) throws ArchiveException {
    rows.add().putInt(folder).putLong(position).putLong(size).putLong(modified);
    return rows.count() - 1;
  }

  void trim() {
    rows.trim();
  }

  int count() {
    return rows.count();
  }

  int folder(int id) {
    return rows.int32(id, FOLDER);
  }

  long position(int id) {
    return rows.int64(id, POSITION);
  }

  @Override
  public long size(int id) {
    return rows.int64(id, SIZE);
  }

  @Override
  public Optional<Instant> modified(int id) {
    long units = rows.int64(id, MODIFIED);
    try {
      return units == 0
          ? Optional.empty()
          : Optional.of(
              Instant.ofEpochSecond(
                  Long.divideUnsigned(units, UNITS) - SECONDS_BEFORE_1970,
                  Long.remainderUnsigned(units, UNITS) * 100));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
