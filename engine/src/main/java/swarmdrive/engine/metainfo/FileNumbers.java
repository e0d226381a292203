package swarmdrive.engine.metainfo;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A run of files by their numbers in the metainfo, from 0, both ends included (BEP 53).
 *
 * @param first at least 0
 * @param last at least the first
 */
public record FileNumbers(int first, int last) {
  /** Most runs of one link; more are left out. */
  static final int MAX_RUNS = 1000;

  /** Digits of the largest number that is taken. */
  private static final int MAX_DIGITS = 9;

  public FileNumbers {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("not a run of files: " + first + " to " + last);
    }
  }

  /** Reads {@code 0,2,4-6}; what makes no sense is passed over. */
  static List<FileNumbers> parse(String list) {
    return Splitter.on(',')
        .splitToStream(list)
        .flatMap(run -> parseRun(run).stream())
        .limit(MAX_RUNS)
        .toList();
  }

  private static List<FileNumbers> parseRun(String run) {
    int dash = run.indexOf('-');
    String first = (dash < 0 ? run : run.substring(0, dash)).strip();
    String last = (dash < 0 ? run : run.substring(dash + 1)).strip();
    if (!isNumber(first) || !isNumber(last)) {
      return List.of();
    }
    int from = Integer.parseInt(first);
    int to = Integer.parseInt(last);
    return to < from ? List.of() : List.of(new FileNumbers(from, to));
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_DIGITS
        && CharMatcher.inRange('0', '9').matchesAllOf(text);
  }

  static String format(List<FileNumbers> runs) {
    return runs.stream().map(FileNumbers::toString).collect(Collectors.joining(","));
  }

  @Override
  public String toString() {
    return first == last ? Integer.toString(first) : first + "-" + last;
  }
}
