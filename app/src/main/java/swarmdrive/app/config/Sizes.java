package swarmdrive.app.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Sizes and times as they are written in the configuration: {@code 64MiB}, {@code 30 s}. */
public final class Sizes {
  private Sizes() {}

  /**
   * Reads a size.
   *
   * @return bytes
   * @throws IllegalArgumentException if it is no size
   */
  public static long parse(String size) {
    try {
      return ConfigFactory.parseMap(Map.of("size", size)).getBytes("size");
    } catch (ConfigException e) {
      throw new IllegalArgumentException("not a size such as 1MiB: " + size, e);
    }
  }

  /**
   * Reads a time: {@code 30s}, {@code 5 minutes}.
   *
   * @throws IllegalArgumentException if it is none, or not positive
   */
  public static Duration time(String time) {
    try {
      Duration duration = ConfigFactory.parseMap(Map.of("time", time)).getDuration("time");
      if (duration.isPositive()) {
        return duration;
      }
    } catch (ConfigException e) {
      // told below
    }
    throw new IllegalArgumentException("not a time such as 30s: " + time);
  }

  /** For people, with three digits at most: {@code 1.5 GiB}. */
  public static String show(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    double value = bytes;
    int unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    String format =
        unit == 0 || value >= 99.95 ? "%.0f %s" : value >= 9.995 ? "%.1f %s" : "%.2f %s";
    return String.format(Locale.ROOT, format, value, units[unit]);
  }
}
