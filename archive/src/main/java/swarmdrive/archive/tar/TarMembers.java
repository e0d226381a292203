package swarmdrive.archive.tar;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.index.IndexInput;
import swarmdrive.archive.index.IndexOutput;
import swarmdrive.archive.tree.MemberFacts;
import swarmdrive.archive.tree.Rows;

/**
 * What a tar tells of each member but its name. Written by one thread, then only read, by any
 * number.
 */
final class TarMembers implements MemberFacts {
  /** In place of the number of a sparse map. */
  static final int WHOLE = -1;

  /** Its bytes are not all in the archive, or nobody knows where. */
  static final int DAMAGED = -2;

  private static final int POSITION = 0;
  private static final int SIZE = 8;
  private static final int MODIFIED = 16;
  private static final int SPARSE = 24;
  private static final int ROW = 28;
  private static final long UNKNOWN = Long.MIN_VALUE;

  private final Rows rows;
  private final List<SparseMap> sparse;

  TarMembers(int most) {
    this(new Rows(ROW, most), new ArrayList<>());
  }

  private TarMembers(Rows rows, List<SparseMap> sparse) {
    this.rows = rows;
    this.sparse = sparse;
  }

  static TarMembers readFrom(IndexInput in) {
    Rows rows = Rows.readFrom(in, ROW);
    List<SparseMap> sparse = new ArrayList<>();
    for (int left = in.count(SparseMap.LEAST_BYTES); left > 0; left--) {
      sparse.add(SparseMap.readFrom(in));
    }
    return new TarMembers(rows, sparse);
  }

  void writeTo(IndexOutput out) throws IOException {
    rows.writeTo(out);
    out.int32(sparse.size());
    for (SparseMap map : sparse) {
      map.writeTo(out);
    }
  }

  /**
   * Adds a member.
   *
   * @param position of its first byte in the archive
   * @return its number
   */
  int add(long position, long size, OptionalLong modified) throws ArchiveException {
    rows.add().putLong(position).putLong(size).putLong(modified.orElse(UNKNOWN)).putInt(WHOLE);
    return rows.count() - 1;
  }

  void sparse(int id, SparseMap map) {
    rows.putInt32(id, SPARSE, sparse.size());
    sparse.add(map);
  }

  void damaged(int id) {
    rows.putInt32(id, SPARSE, DAMAGED);
  }

  /** Gives a link what it leads to; its time is its own. */
  void link(int id, int target) {
    rows.putInt64(id, POSITION, position(target));
    rows.putInt64(id, SIZE, size(target));
    rows.putInt32(id, SPARSE, rows.int32(target, SPARSE));
  }

  /** Marks the members whose bytes do not end before {@code end}. */
  void damagedBehind(long end) {
    for (int id = 0; id < count(); id++) {
      if (rows.int32(id, SPARSE) == WHOLE && size(id) > end - position(id)) {
        damaged(id);
      }
    }
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
    boolean told =
        seconds >= Instant.MIN.getEpochSecond() && seconds <= Instant.MAX.getEpochSecond();
    return told ? Optional.of(Instant.ofEpochSecond(seconds)) : Optional.empty();
  }

  boolean isDamaged(int id) {
    return rows.int32(id, SPARSE) == DAMAGED;
  }

  @Nullable SparseMap sparse(int id) {
    int map = rows.int32(id, SPARSE);
    return map < 0 ? null : sparse.get(map);
  }
}
