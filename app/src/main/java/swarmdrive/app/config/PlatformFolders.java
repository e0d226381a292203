package swarmdrive.app.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where programs keep their data and their configuration on this platform: the XDG base directories
 * on Linux, Application Support on macOS, the AppData folders on Windows.
 */
public final class PlatformFolders {
  private static final String NAME = "swarmdrive";

  private final Map<String, String> environment;
  private final String system;
  private final Path home;

  PlatformFolders(Map<String, String> environment, String system, Path home) {
    this.environment = Map.copyOf(environment);
    this.system = system.toLowerCase(Locale.ROOT);
    this.home = home;
  }

  /** The running system's. */
  public static PlatformFolders ofThisSystem() {
    return new PlatformFolders(
        System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
  }

  /** The folder for data. */
  public Path data() {
    if (isMac()) {
      return home.resolve("Library/Application Support").resolve(NAME);
    }
    return isWindows()
        ? base("LOCALAPPDATA", "AppData/Local").resolve(NAME)
        : base("XDG_DATA_HOME", ".local/share").resolve(NAME);
  }

  /** The user's configuration file, whether it exists or not. */
  public Path configFile() {
    Path base =
        isMac()
            ? home.resolve("Library/Application Support")
            : isWindows() ? base("APPDATA", "AppData/Roaming") : base("XDG_CONFIG_HOME", ".config");
    return base.resolve(NAME).resolve("swarmdrive.conf");
  }

  /** The XDG specification says that a path which is not absolute is to be ignored. */
  private Path base(String variable, String below) {
    return Optional.ofNullable(environment.get(variable))
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElseGet(() -> home.resolve(below));
  }

  private boolean isMac() {
    return system.startsWith("mac");
  }

  private boolean isWindows() {
    return system.startsWith("windows");
  }
}
