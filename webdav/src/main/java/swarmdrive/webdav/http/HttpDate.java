package swarmdrive.webdav.http;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dates as HTTP writes them (RFC 9110, 5.6.7). Any thread. */
public final class HttpDate {
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  /** RFC 850 dates, obsolete but still to be understood; two-digit years are 1970 to 2069. */
  private static final DateTimeFormatter RFC_850 =
      new DateTimeFormatterBuilder()
          .appendPattern("EEEE, dd-MMM-")
          .appendValueReduced(java.time.temporal.ChronoField.YEAR, 2, 2, 1970)
          .appendPattern(" HH:mm:ss 'GMT'")
          .toFormatter(Locale.US)
          .withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US).withZone(ZoneOffset.UTC);

  private static final List<DateTimeFormatter> READ = List.of(WRITTEN, RFC_850, ASCTIME);

  private record Second(long epochSecond, String text) {}

  /**
   * Formatted lately, found by the second's low bits; entries are immutable, so that threads may
   * overwrite each other's.
   */
  private static final @Nullable Second[] RECENT = new Second[64];

  private final InstantSource clock;
  private volatile Second latest = new Second(Long.MIN_VALUE, "");

  HttpDate(InstantSource clock) {
    this.clock = clock;
  }

  /** The present, formatted once a second. */
  String now() {
    long second = clock.millis() / 1000;
    Second seen = latest;
    if (seen.epochSecond != second) {
      seen = new Second(second, format(Instant.ofEpochSecond(second)));
      latest = seen;
    }
    return seen.text;
  }

  /** The moment in whole seconds, in GMT. */
  public static String format(Instant moment) {
    long epochSecond = moment.getEpochSecond();
    int slot = (int) (epochSecond & (RECENT.length - 1));
    Second seen = RECENT[slot];
    if (seen == null || seen.epochSecond != epochSecond) {
      seen = new Second(epochSecond, WRITTEN.format(moment));
      RECENT[slot] = seen;
    }
    return seen.text;
  }

  /** The moment that a field names, in whole seconds, or null if it names none. */
  public static @Nullable Instant parse(String text) {
    String stripped = text.strip();
    for (DateTimeFormatter format : READ) {
      Instant read = read(stripped, format);
      if (read != null) {
        return read;
      }
    }
    return null;
  }

  private static @Nullable Instant read(String text, DateTimeFormatter format) {
    try {
      return format.parse(text, Instant::from);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
