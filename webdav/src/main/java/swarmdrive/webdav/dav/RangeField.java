package swarmdrive.webdav.dav;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a Range field means for a file of a certain size (RFC 9110, 14.1.2 and 14.2). A malformed
 * field is ignored. Ranges that overlap or touch become one, so that no byte is sent twice however
 * a client asks; the others stay in the order in which they were asked for.
 */
sealed interface RangeField {
  /** The whole file: no field, or one that is to be ignored. */
  record Whole() implements RangeField {}

  /** One part or several, each of at least one byte, none with a byte in common. */
  record Parts(List<ByteRange> ranges) implements RangeField {}

  /** Nothing in the file, or more ranges than anybody needs: 416. */
  record Nothing() implements RangeField {}

  /** Players ask for two or three; each costs a look at the swarm. */
  int MOST_RANGES = 64;

  /** Longer fields are not even split: about what so many ranges of large numbers take. */
  int MOST_CHARACTERS = MOST_RANGES * 42;

  String UNIT = "bytes=";
  RangeField WHOLE = new Whole();
  RangeField NOTHING = new Nothing();

  /**
   * Reads a Range field.
   *
   * @param size of the file in bytes
   */
  static RangeField parse(@Nullable String field, long size) {
    if (field == null || !field.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
      return WHOLE;
    }
    if (field.length() > MOST_CHARACTERS) {
      return NOTHING;
    }
    List<ByteRange> ranges = new ArrayList<>();
    int count = 0;
    for (String spec : Splitter.on(',').trimResults().split(field.substring(UNIT.length()))) {
      if (spec.isEmpty()) {
        // lists may have empty elements (RFC 9110, 5.6.1.2)
        continue;
      }
      ByteRange range = ByteRange.parse(spec, size);
      if (range == null) {
        return WHOLE;
      }
      count++;
      if (!range.isEmpty()) {
        join(range, ranges);
      }
    }
    return of(count, ranges);
  }

  private static RangeField of(int count, List<ByteRange> ranges) {
    if (count == 0) {
      return WHOLE;
    }
    return count > MOST_RANGES || ranges.isEmpty() ? NOTHING : new Parts(List.copyOf(ranges));
  }

  /** Adds a range; those that it meets melt into the place of the first of them. */
  private static void join(ByteRange range, List<ByteRange> ranges) {
    ByteRange joined = range;
    int place = ranges.size();
    // a range that has grown may meet what it did not meet before
    for (int met = meeting(joined, ranges); met >= 0; met = meeting(joined, ranges)) {
      joined = joined.and(ranges.remove(met));
      place = Math.min(place, met);
    }
    ranges.add(Math.min(place, ranges.size()), joined);
  }

  private static int meeting(ByteRange range, List<ByteRange> ranges) {
    for (int i = 0; i < ranges.size(); i++) {
      if (ranges.get(i).meets(range)) {
        return i;
      }
    }
    return -1;
  }
}
