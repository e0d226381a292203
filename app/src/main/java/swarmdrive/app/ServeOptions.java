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

/** The flags that stand for keys of the configuration. */
final class ServeOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration file; conf/swarmdrive.conf explains every key.")
  @Nullable Path config;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of everything that is kept; default: the platform's.")
  @Nullable String data;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Where to listen for clients, default 127.0.0.1:8080; port 0 takes a free one.")
  @Nullable String listen;

  @Option(
      names = "--no-discovery",
      description = "Contact only the torrents' own trackers and the peers they name.")
  boolean noDiscovery;

  @Option(
      names = "--allow-anonymous",
      description = "Permit listening beyond loopback, where anybody can read the drive.")
  boolean allowAnonymous;

  AppConfig load() throws WrongConfigException {
    PlatformFolders folders = PlatformFolders.ofThisSystem();
    Optional<Path> file =
        Optional.ofNullable(config)
            .or(() -> Optional.of(folders.configFile()).filter(Files::isRegularFile));
    return ConfigFile.load(new ConfigSources(file, System.getenv(), flags()), folders.data());
  }

  private Map<String, Flag> flags() {
    Map<String, Flag> flags = new HashMap<>();
    if (data != null) {
      flags.put("data", new Flag("--data", data));
    }
    if (listen != null) {
      flags.put("http.listen", new Flag("--listen", listen));
    }
    if (allowAnonymous) {
      flags.put("http.allow-anonymous", new Flag("--allow-anonymous", true));
    }
    if (noDiscovery) {
      flags.putAll(withoutDiscovery());
    }
    return flags;
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
