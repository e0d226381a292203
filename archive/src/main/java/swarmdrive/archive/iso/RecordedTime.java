package swarmdrive.archive.iso;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Dates in an image: seven bytes, or digits. */
final class RecordedTime {
  static final int BRIEF = 7;
  static final int DIGITS = 17;

  private static final Pattern NUMBERS = Pattern.compile("[0-9]{16}");
  private static final int QUARTER = 15 * 60; // seconds
  private static final int MOST_QUARTERS = 4 * 18;

  private RecordedTime() {}

  /** Seconds since 1970 (9.1.5); empty if it is none. */
  static OptionalLong brief(ByteBuffer bytes) {
    return seconds(
        1900 + Byte.toUnsignedInt(bytes.get(0)),
        bytes.get(1),
        bytes.get(2),
        bytes.get(3),
        bytes.get(4),
        bytes.get(5),
        bytes.get(6));
  }

  /** Seconds since 1970 (8.4.26.1); empty if it is none. */
  static OptionalLong digits(ByteBuffer bytes) {
    byte[] text = new byte[DIGITS - 1];
    bytes.get(0, text);
    String digits = new String(text, StandardCharsets.ISO_8859_1);
    return NUMBERS.matcher(digits).matches()
        ? seconds(
            number(digits, 0, 4),
            number(digits, 4, 6),
            number(digits, 6, 8),
            number(digits, 8, 10),
            number(digits, 10, 12),
            number(digits, 12, 14),
            bytes.get(DIGITS - 1))
        : OptionalLong.empty();
  }

  private static int number(String digits, int from, int to) {
    return Integer.parseInt(digits, from, to, 10);
  }

  private static OptionalLong seconds(
      int year, int month, int day, int hour, int minute, int second, int quarters) {
    if (Math.abs(quarters) > MOST_QUARTERS) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(
          LocalDateTime.of(year, month, day, hour, minute, second)
              .toEpochSecond(ZoneOffset.ofTotalSeconds(quarters * QUARTER)));
    } catch (DateTimeException e) {
      return OptionalLong.empty(); // many discs say month 0 of 1900
    }
  }
}
