package swarmdrive.archive.tar;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import swarmdrive.archive.index.IndexInput;
import swarmdrive.archive.index.IndexOutput;

/**
 * Where the data of a sparse member lies; between are zeros. Immutable.
 *
 * <p>Three columns: first byte in the member, first byte in the archive, length; ascending, not
 * empty.
 */
final class SparseMap {
  /** What an empty one takes in an index. */
  static final int LEAST_BYTES = 12;

  private final long[] positions;
  private final long[] inArchive;
  private final long[] lengths;

  private SparseMap(long[] positions, long[] inArchive, long[] lengths) {
    this.positions = positions;
    this.inArchive = inArchive;
    this.lengths = lengths;
  }

  /**
   * A map of pairs, offset and length, of data that lies together in the archive.
   *
   * @param start of the data in the archive
   * @param stored bytes of it
   * @param size of the member
   * @return empty if the pairs do not fit these
   */
  static Optional<SparseMap> of(long[] pairs, long start, long stored, long size) {
    int count = pairs.length / 2;
    long[] positions = new long[count];
    long[] inArchive = new long[count];
    long[] lengths = new long[count];
    int kept = 0;
    long end = 0;
    long used = 0;
    for (int i = 0; i < count; i++) {
      long position = pairs[2 * i];
      long length = pairs[2 * i + 1];
      boolean fits =
          position >= end && length >= 0 && position <= size - length && length <= stored - used;
      if (!fits) {
        return Optional.empty();
      }
      if (length > 0) {
        positions[kept] = position;
        inArchive[kept] = start + used;
        lengths[kept++] = length;
      }
      end = position + length;
      used += length;
    }
    return Optional.of(
        new SparseMap(
            Arrays.copyOf(positions, kept),
            Arrays.copyOf(inArchive, kept),
            Arrays.copyOf(lengths, kept)));
  }

  static SparseMap readFrom(IndexInput in) {
    return new SparseMap(in.longs(), in.longs(), in.longs());
  }

  void writeTo(IndexOutput out) throws IOException {
    out.longs(positions);
    out.longs(inArchive);
    out.longs(lengths);
  }

  /** Number of the last extent that begins at or before a position, or -1. */
  int at(long position) {
    int found = Arrays.binarySearch(positions, position);
    return found >= 0 ? found : -found - 2;
  }

  int count() {
    return positions.length;
  }

  long position(int extent) {
    return positions[extent];
  }

  long end(int extent) {
    return positions[extent] + lengths[extent];
  }

  long inArchive(int extent) {
    return inArchive[extent];
  }
}
