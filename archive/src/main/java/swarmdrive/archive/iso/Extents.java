package swarmdrive.archive.iso;

import java.util.Arrays;

/**
 * Where the parts of a file lie that are not one run of bytes. Immutable.
 *
 * @param starts positions in the file, ascending, from 0
 * @param positions of the same parts in the image
 */
record Extents(long[] starts, long[] positions) {
  /** Number of the part that has a position of the file. */
  int at(long position) {
    int found = Arrays.binarySearch(starts, position);
    return found < 0 ? ~found - 1 : found;
  }

  /** First position behind a part. */
  long end(int part, long size) {
    return part + 1 < starts.length ? starts[part + 1] : size;
  }
}
