package swarmdrive.archive.zip;

import com.google.common.collect.Comparators;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Where members end at the latest: where the next one or the directory begins. Immutable, safe for
 * any number of threads.
 */
final class Layout {
  private final long[] headers; // of the members that lie inside, ascending
  private final long directory;

  private Layout(long[] headers, long directory) {
    this.headers = headers;
    this.directory = directory;
  }

  /**
   * Looks at all members, marks those that are outside of the archive or share bytes.
   *
   * @param directory where the directory begins
   */
  static Layout of(ZipMembers members, long directory) {
    int[] inside = markOutside(members, directory);
    int[] ordered = byHeader(members, inside);
    markOverlaps(members, ordered);
    return new Layout(Arrays.stream(ordered).mapToLong(members::header).toArray(), directory);
  }

  /** First byte that the member at this header cannot have. */
  long end(long header) {
    int next = Arrays.binarySearch(headers, header + 1);
    int at = next < 0 ? ~next : next;
    return at < headers.length ? headers[at] : directory;
  }

  private static int[] markOutside(ZipMembers members, long directory) {
    int[] inside = new int[members.count()];
    int count = 0;
    for (int id = 0; id < members.count(); id++) {
      long end = members.leastEnd(id);
      if (members.is(id, MemberFlags.ELSEWHERE)) {
        continue;
      }
      if (end < 0 || end > directory) {
        members.mark(id, MemberFlags.OUTSIDE);
      } else {
        inside[count++] = id;
      }
    }
    return Arrays.copyOf(inside, count);
  }

  private static int[] byHeader(ZipMembers members, int[] ids) {
    Comparator<Integer> order = Comparator.comparingLong(members::header);
    return Comparators.isInOrder(IntStream.of(ids).boxed()::iterator, order)
        ? ids
        : IntStream.of(ids).boxed().sorted(order).mapToInt(Integer::intValue).toArray();
  }

  private static void markOverlaps(ZipMembers members, int[] ordered) {
    int widest = -1; // reaches farthest of those so far
    for (int id : ordered) {
      if (widest >= 0 && members.header(id) < members.leastEnd(widest)) {
        members.mark(widest, MemberFlags.OVERLAPS);
        members.mark(id, MemberFlags.OVERLAPS);
      }
      if (widest < 0 || members.leastEnd(id) > members.leastEnd(widest)) {
        widest = id;
      }
    }
  }
}
