package swarmdrive.archive.iso;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.parts.Parts;
import swarmdrive.archive.tree.MemberFacts;
import swarmdrive.archive.tree.Rows;

/**
 * What an image tells of each member but its name. Written by one thread, then only read, by any
 * number.
 */
final class IsoMembers implements MemberFacts {
  private static final int ONE_RUN = -1;
  private static final int DAMAGED = -2;
  private static final int COMPRESSED = -3;

  private static final int POSITION = 0;
  private static final int SIZE = 8;
  private static final int MODIFIED = 16;
  private static final int PARTS = 24;
  private static final int ROW = 28;
  private static final long UNKNOWN = Long.MIN_VALUE;

  private final Rows rows;
  private final List<Parts> apart = new ArrayList<>();

  IsoMembers(int most) {
    rows = new Rows(ROW, most);
  }

  /** Adds a folder, or a link whose target is not known yet; returns its number. */
  int add(OptionalLong modified) throws ArchiveException {
    return add(0, 0, modified, DAMAGED);
  }

  /** Adds a file and returns its number. */
  int add(FileParts parts, Described told) throws ArchiveException {
    if (told.unpacked() >= 0) {
      return add(parts.parts().first(), told.unpacked(), told.modified(), COMPRESSED);
    }
    Parts.Builder all = parts.parts();
    int kind = !parts.isWhole() ? DAMAGED : all.isOneRun() ? ONE_RUN : apart.size();
    if (kind >= 0) {
      apart.add(all.build());
    }
    return add(all.first(), all.size(), told.modified(), kind);
  }

  private int add(long position, long size, OptionalLong modified, int parts)
      throws ArchiveException {
    rows.add().putLong(position).putLong(size).putLong(modified.orElse(UNKNOWN)).putInt(parts);
    return rows.count() - 1;
  }

  /** Gives a link what it leads to; its time is its own. */
  void link(int id, int target) {
    rows.putInt64(id, POSITION, position(target));
    rows.putInt64(id, SIZE, size(target));
    rows.putInt32(id, PARTS, rows.int32(target, PARTS));
  }

  void trim() {
    rows.trim();
  }

  int count() {
    return rows.count();
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
    long seconds = rows.int64(id, MODIFIED);
    return seconds == UNKNOWN ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
  }

  /** True if its bytes are not all in the image, or lie among another's. */
  boolean isDamaged(int id) {
    return rows.int32(id, PARTS) == DAMAGED;
  }

  boolean isCompressed(int id) {
    return rows.int32(id, PARTS) == COMPRESSED;
  }

  /** Null if its bytes are one run. */
  @Nullable Parts parts(int id) {
    int number = rows.int32(id, PARTS);
    return number < 0 ? null : apart.get(number);
  }
}
