package swarmdrive.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import swarmdrive.app.config.AppConfig;
import swarmdrive.app.config.ConfigFile;
import swarmdrive.app.config.ConfigSources;
import swarmdrive.app.config.ConfigSources.Flag;
import swarmdrive.app.config.PlatformFolders;
import swarmdrive.app.config.WrongConfigException;

/** How a command meets the swarm: by the user's configuration, or with less of it. */
final class SwarmOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration file; conf/swarmdrive.conf explains every key.")
  @Nullable Path config;

  @Option(
      names = "--no-discovery",
      description = "Contact only the torrents' own trackers and the peers they name.")
  boolean noDiscovery;

  /** The configuration under a command's own flags. */
  AppConfig load(Map<String, Flag> flags) throws WrongConfigException {
    PlatformFolders folders = PlatformFolders.ofThisSystem();
    Optional<Path> file = file();
    Map<String, Flag> all = new HashMap<>(noDiscovery ? withoutDiscovery() : Map.of());
    all.putAll(flags);
    return ConfigFile.load(new ConfigSources(file, System.getenv(), all), folders.data());
  }

  /** The file that is given, or the one in its usual place. */
  Optional<Path> file() {
    return Optional.ofNullable(config)
        .or(
            () ->
                Optional.of(PlatformFolders.ofThisSystem().configFile())
                    .filter(Files::isRegularFile));
  }

  /** Peers come from the torrents' own trackers alone. */
  static Map<String, Flag> withoutDiscovery() {
    Flag off = new Flag("--no-discovery", false);
    return Map.of(
        "engine.dht", off,
        "engine.lsd", off,
        "engine.pex", off,
        "engine.extra-trackers", new Flag("--no-discovery", List.of()));
  }
}
