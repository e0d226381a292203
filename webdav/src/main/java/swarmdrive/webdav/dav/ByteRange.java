package swarmdrive.webdav.dav;

import org.jspecify.annotations.Nullable;

/**
 * A part of a file, half-open: {@code [from, to)} in bytes. HTTP's closed ranges become this here
 * and nowhere else.
 */
record ByteRange(long from, long to) {
  private static final ByteRange EMPTY = new ByteRange(0, 0);

  long length() {
    return to - from;
  }

  boolean isEmpty() {
    return from == to;
  }

  /** Whether the two overlap or touch. */
  boolean meets(ByteRange other) {
    return from <= other.to && other.from <= to;
  }

  /** The smallest range with both in it. */
  ByteRange and(ByteRange other) {
    return new ByteRange(Math.min(from, other.from), Math.max(to, other.to));
  }

  /** For the Content-Range field. */
  String contentRange(long size) {
    return "bytes " + from + "-" + (to - 1) + "/" + size;
  }

  /**
   * Reads one range of a Range field: {@code first-last}, {@code first-} or {@code -length}.
   *
   * @param size of the file in bytes
   * @return the part of the file that is meant, empty if there is none; null if it is malformed
   */
  static @Nullable ByteRange parse(String spec, long size) {
    int dash = spec.indexOf('-');
    if (dash < 0) {
      return null;
    }
    return dash == 0 ? suffix(spec, size) : fromTo(spec, dash, size);
  }

  private static @Nullable ByteRange suffix(String spec, long size) {
    long length = number(spec.substring(1));
    return length < 0 ? null : new ByteRange(size - Math.min(length, size), size);
  }

  private static @Nullable ByteRange fromTo(String spec, int dash, long size) {
    long first = number(spec.substring(0, dash));
    boolean open = dash == spec.length() - 1;
    long last = open ? Long.MAX_VALUE : number(spec.substring(dash + 1));
    // a last byte before the first makes the field invalid, whatever the size
    if (first < 0 || last < first) {
      return null;
    }
    return first >= size ? EMPTY : new ByteRange(first, last < size ? last + 1 : size);
  }

  /** Digits only; more than fit into a long count as the largest one; -1 for anything else. */
  private static long number(String digits) {
    if (digits.isEmpty()) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value > (Long.MAX_VALUE - 9) / 10 ? Long.MAX_VALUE : value * 10 + digit;
    }
    return value;
  }
}
