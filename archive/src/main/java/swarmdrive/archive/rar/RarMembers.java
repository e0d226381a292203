package swarmdrive.archive.rar;

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
 * What an archive tells of each member but its name. Written by one thread, then only read, by any
 * number.
 */
final class RarMembers implements MemberFacts {
  /** How a member's bytes lie; a number from 0 on is that of its parts. */
  static final int ONE_RUN = -1;

  static final int INCOMPLETE = -2;
  static final int PACKED = -3;
  static final int ENCRYPTED = -4;

  private static final int POSITION = 0;
  private static final int SIZE = 8;
  private static final int MODIFIED = 16;
  private static final int LIES = 24;
  private static final int ROW = 28;
  private static final long UNKNOWN = Long.MIN_VALUE;

  private final Rows rows;
  private final List<Parts> apart = new ArrayList<>();

  RarMembers(int most) {
    rows = new Rows(ROW, most);
  }

  /** Adds a folder, or a link whose target is not known yet; returns its number. */
  int add(OptionalLong modified) throws ArchiveException {
    return add(0, 0, modified, INCOMPLETE);
  }

  /** Adds a file and returns its number. */
  int add(RarMember first, Parts.Builder parts, boolean complete) throws ArchiveException {
    int lies = lies(first, parts, complete);
    if (lies >= 0) {
      apart.add(parts.build());
    }
    long position = lies == ONE_RUN && parts.size() > 0 ? parts.first() : first.position();
    return add(position, Math.max(0, first.size()), first.modified(), lies);
  }

  private int lies(RarMember first, Parts.Builder parts, boolean complete) {
    if (!complete || first.size() < 0) {
      return INCOMPLETE;
    }
    if (first.encrypted()) {
      return ENCRYPTED;
    }
    if (!first.stored()) {
      return PACKED;
    }
    return parts.size() != first.size() ? INCOMPLETE : parts.isOneRun() ? ONE_RUN : apart.size();
  }

  private int add(long position, long size, OptionalLong modified, int lies)
      throws ArchiveException {
    rows.add().putLong(position).putLong(size).putLong(modified.orElse(UNKNOWN)).putInt(lies);
    return rows.count() - 1;
  }

  /** Gives a link what it leads to; its time is its own. */
  void link(int id, int target) {
    rows.putInt64(id, POSITION, position(target));
    rows.putInt64(id, SIZE, size(target));
    rows.putInt32(id, LIES, lies(target));
  }

  void trim() {
    rows.trim();
  }

  int count() {
    return rows.count();
  }

  /** Of the first byte in the archive. */
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
    boolean told =
        seconds >= Instant.MIN.getEpochSecond() && seconds <= Instant.MAX.getEpochSecond();
    return told ? Optional.of(Instant.ofEpochSecond(seconds)) : Optional.empty();
  }

  int lies(int id) {
    return rows.int32(id, LIES);
  }

  /** Null if its bytes are one run, or are no bytes of the member. */
  @Nullable Parts parts(int id) {
    int lies = lies(id);
    return lies < 0 ? null : apart.get(lies);
  }
}
