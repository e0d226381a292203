package swarmdrive.app.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.util.Locale;
import java.util.Map;

/** Sizes as they are written in the configuration: {@code 64MiB}, {@code 512K}, {@code 1000}. */
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
