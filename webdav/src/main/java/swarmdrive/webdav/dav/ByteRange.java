package swarmdrive.webdav.dav;

import org.jspecify.annotations.Nullable;

/**
 * A part of a file, half-open: {@code [from, to)} in bytes. HTTP's closed ranges become this here
 * and nowhere else.
 */
record ByteRange(long from, long to) {
  /** What a Range field means for a file of a certain size. */
  sealed interface Wanted {
    /** The whole file: no field, or one that is to be ignored. */
    record Whole() implements Wanted {}

    /** One part, at least one byte. */
    record Part(ByteRange range) implements Wanted {}

    /** Nothing in the file: 416. */
    record Nothing() implements Wanted {}
  }

  private static final Wanted WHOLE = new Wanted.Whole();
  private static final String UNIT = "bytes=";

  long length() {
    return to - from;
  }

  /** For the Content-Range field. */
  String contentRange(long size) {
    return "bytes " + from + "-" + (to - 1) + "/" + size;
  }

  /**
   * Reads a Range field (RFC 9110, 14.1.2). A malformed one is ignored; several ranges are answered
   * with the whole file for now, which is allowed: multipart/byteranges goes here.
   *
   * @param size of the file in bytes
   */
  static Wanted parse(@Nullable String field, long size) {
    if (field == null || !field.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
      return WHOLE;
    }
    String spec = field.substring(UNIT.length()).strip();
    int dash = spec.indexOf('-');
    if (dash < 0) {
      return WHOLE;
    }
    return dash == 0 ? suffix(spec, size) : fromTo(spec, dash, size);
  }

  private static Wanted suffix(String spec, long size) {
    long length = number(spec.substring(1));
    if (length < 0) {
      return WHOLE;
    }
    return length == 0 || size == 0
        ? new Wanted.Nothing()
        : part(size - Math.min(length, size), size);
  }

  private static Wanted fromTo(String spec, int dash, long size) {
    long first = number(spec.substring(0, dash));
    boolean open = dash == spec.length() - 1;
    long last = open ? Long.MAX_VALUE : number(spec.substring(dash + 1));
    // a last byte before the first makes the field invalid, whatever the size
    if (first < 0 || last < first) {
      return WHOLE;
    }
    return first >= size ? new Wanted.Nothing() : part(first, last < size ? last + 1 : size);
  }

  private static Wanted part(long from, long to) {
    return new Wanted.Part(new ByteRange(from, to));
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
