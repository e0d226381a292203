package swarmdrive.app.config;

import com.google.common.net.InetAddresses;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads keys by type and range, and remembers which were read. Used by one thread. */
final class Keys {
  private interface Reading<T extends @Nullable Object> {
    T read(String key);
  }

  private final Config config;
  private final Set<String> read = new TreeSet<>();

  Keys(Config config) {
    this.config = config;
  }

  /** Keys that nobody asked for. */
  Set<String> unread() {
    Set<String> keys = new TreeSet<>();
    config.entrySet().forEach(entry -> keys.add(entry.getKey()));
    keys.removeAll(read);
    return keys;
  }

  String text(String key) throws WrongConfigException {
    return get(key, "a text", config::getString);
  }

  boolean flag(String key) throws WrongConfigException {
    return get(key, "true or false", config::getBoolean);
  }

  int number(String key, int least, int most) throws WrongConfigException {
    String allowed = "a whole number from " + least + " to " + most;
    // as an int, 1.5 would be 1
    double value = get(key, allowed, config::getDouble);
    require(value >= least && value <= most && value == Math.rint(value), key, allowed);
    return (int) value;
  }

  /** Bytes. */
  long size(String key, long least, long most) throws WrongConfigException {
    String allowed = "a size from " + bytes(least) + " to " + bytes(most) + ", such as 64MiB";
    long value = get(key, allowed, config::getBytes);
    require(value >= least && value <= most, key, allowed);
    return value;
  }

  double decimal(String key, int least, int most) throws WrongConfigException {
    String allowed = "a number from " + least + " to " + most + ", such as 1.5";
    double value = get(key, allowed, config::getDouble);
    require(value >= least && value <= most, key, allowed);
    return value;
  }

  Duration time(String key, Duration least, Duration most) throws WrongConfigException {
    String allowed = "a time from " + time(least) + " to " + time(most) + ", such as 30 s";
    Duration value = get(key, allowed, config::getDuration);
    require(value.compareTo(least) >= 0 && value.compareTo(most) <= 0, key, allowed);
    return value;
  }

  <E extends Enum<E>> E choice(String key, Class<E> type) throws WrongConfigException {
    String allowed =
        Arrays.stream(type.getEnumConstants()).map(Keys::word).collect(Collectors.joining(", "));
    String value = get(key, allowed, config::getString);
    for (E constant : type.getEnumConstants()) {
      if (word(constant).equals(value)) {
        return constant;
      }
    }
    throw wrong(key, allowed);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  List<String> list(String key) throws WrongConfigException {
    return List.copyOf(
        get(key, "a list of texts, such as [\"one\", \"two\"]", config::getStringList));
  }

  /** Texts that no message may tell. */
  List<String> secrets(String key, int most, int longest) throws WrongConfigException {
    read.add(key);
    try {
      List<String> secrets = config.getStringList(key);
      if (secrets.size() <= most
          && secrets.stream().allMatch(s -> !s.isEmpty() && s.length() <= longest)) {
        return List.copyOf(secrets);
      }
    } catch (ConfigException e) {
      // its message tells the value
    }
    String place = config.hasPath(key) ? Place.of(config.getValue(key)) : "";
    throw new WrongConfigException(
        place
            + key
            + " is wrong; allowed: a list of up to "
            + most
            + " texts of 1 to "
            + longest
            + " characters");
  }

  /** A path; the fallback if it is empty. */
  Path path(String key, Path fallback) throws WrongConfigException {
    String value = text(key);
    try {
      return (value.isEmpty() ? fallback : Path.of(value)).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw wrong(key, "a path");
    }
  }

  /** A list of paths that have a name. */
  List<Path> paths(String key) throws WrongConfigException {
    List<Path> paths = new ArrayList<>();
    for (String text : list(key)) {
      try {
        Path path = Path.of(text).toAbsolutePath().normalize();
        require(!text.isEmpty() && path.getFileName() != null, key, "paths of folders or files");
        paths.add(path);
      } catch (InvalidPathException e) {
        throw wrong(key, "paths of folders or files");
      }
    }
    return List.copyOf(paths);
  }

  /** A path; none if it is empty. */
  Optional<Path> optionalPath(String key) throws WrongConfigException {
    Path nothing = Path.of("").toAbsolutePath();
    Path value = path(key, nothing);
    return value.equals(nothing) ? Optional.empty() : Optional.of(value);
  }

  /** Addresses in figures: nobody is asked what a name means. */
  Set<InetAddress> addresses(String key) throws WrongConfigException {
    Set<InetAddress> addresses = new HashSet<>();
    for (String text : list(key)) {
      require(InetAddresses.isInetAddress(text), key, "a list of IP addresses");
      addresses.add(InetAddresses.forString(text));
    }
    return addresses;
  }

  InetSocketAddress socket(String key) throws WrongConfigException {
    try {
      return Sockets.parse(text(key));
    } catch (IllegalArgumentException e) {
      throw wrong(key, Sockets.ALLOWED);
    }
  }

  InetAddress address(String key) throws WrongConfigException {
    String allowed = "an IP address or the name of a host";
    String value = text(key);
    require(!value.isEmpty(), key, allowed);
    try {
      return InetAddress.getByName(value);
    } catch (UnknownHostException e) {
      throw wrong(key, allowed);
    }
  }

  private <T> T get(String key, String allowed, Reading<T> reading) throws WrongConfigException {
    read.add(key);
    try {
      return reading.read(key);
    } catch (ConfigException.Missing e) {
      throw new WrongConfigException(key + ": must not be null; allowed: " + allowed);
    } catch (ConfigException e) {
      throw wrong(key, allowed);
    }
  }

  void require(boolean right, String key, String allowed) throws WrongConfigException {
    if (!right) {
      throw wrong(key, allowed);
    }
  }

  private WrongConfigException wrong(String key, String allowed) {
    var value = config.getValue(key);
    return new WrongConfigException(
        Place.of(value) + key + " is " + value.unwrapped() + "; allowed: " + allowed);
  }

  private static String bytes(long count) {
    long[] units = {1L << 30, 1L << 20, 1L << 10};
    String[] names = {"GiB", "MiB", "KiB"};
    for (int i = 0; i < units.length; i++) {
      if (count >= units[i] && count % units[i] == 0) {
        return count / units[i] + names[i];
      }
    }
    return count + "B";
  }

  private static String time(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
