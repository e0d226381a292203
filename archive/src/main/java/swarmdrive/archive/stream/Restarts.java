package swarmdrive.archive.stream;

import java.util.Arrays;

/**
 * Places in a stream where decoding can begin.
 *
 * @param size bytes when decoded
 * @param decoded position of each in the decoded bytes; the first is 0, ascending
 * @param packed what the codec needs to begin there, such as the position in the file
 */
public record Restarts(long size, long[] decoded, long[] packed) {
  /** Beyond this a spool is better: on average half of it is decoded for each random read. */
  private static final long MOST_APART = 32L << 20;

  /** True if no place is far from the one before. */
  public boolean areNear() {
    boolean near = decoded.length > 1 || size <= MOST_APART;
    for (int i = 0; i < decoded.length; i++) {
      long end = i + 1 < decoded.length ? decoded[i + 1] : size;
      near &= end - decoded[i] <= MOST_APART;
    }
    return near && decoded.length > 0 && decoded[0] == 0;
  }

  /** Number of the last place at or before a position. */
  int at(long position) {
    int found = Arrays.binarySearch(decoded, position);
    return found >= 0 ? lastEqual(found) : -found - 2;
  }

  /** Empty blocks begin where the next one does. */
  private int lastEqual(int found) {
    int last = found;
    while (last + 1 < decoded.length && decoded[last + 1] == decoded[found]) {
      last++;
    }
    return last;
  }
}
