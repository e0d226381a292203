package swarmdrive.app.config;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import swarmdrive.app.library.LibraryConfig;
import swarmdrive.app.log.LogConfig;
import swarmdrive.app.shared.SharedConfig;
import swarmdrive.app.tree.DriveConfig;
import swarmdrive.app.tree.TreeConfig;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.Passwords;
import swarmdrive.archive.StorageConfig;
import swarmdrive.engine.EngineConfig;
import swarmdrive.engine.Sharing;
import swarmdrive.webdav.AccessConfig;
import swarmdrive.webdav.TlsConfig;
import swarmdrive.webdav.WebDavConfig;

/** Reads the configuration into records; the only class that knows names of keys. */
public final class ConfigFile {
  /** Where the drive is served, below the base path. */
  private static final String DRIVE_PATH = "dav/";

  private static final long KIB = 1L << 10;
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;
  private static final long PIB = 1L << 50;

  private final Keys keys;
  private final Path data;

  private ConfigFile(Keys keys, Path defaultData) throws WrongConfigException {
    this.keys = keys;
    this.data = keys.path("data", defaultData);
  }

  /**
   * Reads everything.
   *
   * @param defaultData the data folder if none is given
   */
  public static AppConfig load(ConfigSources sources, Path defaultData)
      throws WrongConfigException {
    return load(new Keys(new Layers(Layers.defaults()).merge(sources)), defaultData);
  }

  static AppConfig load(Keys keys, Path defaultData) throws WrongConfigException {
    return new ConfigFile(keys, defaultData).app();
  }

  /** The defaults as they stand in the program, for tests. */
  static Config defaults() {
    return Layers.defaults();
  }

  private AppConfig app() throws WrongConfigException {
    return new AppConfig(
        data,
        keys.flag("http.allow-anonymous"),
        keys.path("http.auth.users", data.resolve("users")),
        keys.flag("http.tls.self-signed") ? Optional.of(data.resolve("tls")) : Optional.empty(),
        webdav(),
        tree(),
        drive(),
        library(),
        engine(),
        archive(),
        new Passwords(keys.secrets("archive.passwords", Passwords.MOST, Passwords.LONGEST)),
        archiveStorage(),
        shared(),
        log());
  }

  private WebDavConfig webdav() throws WrongConfigException {
    String basePath = basePath();
    return new WebDavConfig(
        keys.socket("http.listen"),
        basePath,
        basePath + DRIVE_PATH,
        firstByteTimeout(),
        keys.time("read.progress-timeout", seconds(1), hours(1)),
        keys.time("http.header-timeout", seconds(1), seconds(600)),
        keys.time("http.idle-timeout", seconds(1), hours(1)),
        keys.number("http.connections", 1, 100_000),
        keys.number("http.connections-per-address", 1, 100_000),
        Math.toIntExact(keys.size("http.header-limit", 4 * KIB, MIB)),
        keys.size("http.body-limit", 64 * KIB, GIB),
        access(),
        tls());
  }

  private String basePath() throws WrongConfigException {
    String path = keys.text("http.base-path");
    keys.require(
        path.matches("/|(/[A-Za-z0-9._~-]*[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+/?"),
        "http.base-path",
        "a path such as / or /swarm, of the characters A-Z a-z 0-9 . _ ~ -");
    return path.endsWith("/") ? path : path + "/";
  }

  private AccessConfig access() throws WrongConfigException {
    return new AccessConfig(
        keys.list("http.hosts"), keys.addresses("http.proxies"), keys.flag("http.auth.digest"));
  }

  private Optional<TlsConfig> tls() throws WrongConfigException {
    Optional<Path> certificate = keys.optionalPath("http.tls.certificate");
    Optional<Path> key = keys.optionalPath("http.tls.key");
    String password = keys.text("http.tls.password");
    keys.require(
        key.isEmpty() || certificate.isPresent(),
        "http.tls.key",
        "the key of a certificate that http.tls.certificate names");
    keys.require(
        certificate.isEmpty() || !keys.flag("http.tls.self-signed"),
        "http.tls.self-signed",
        "true only without http.tls.certificate");
    return certificate.map(file -> new TlsConfig(file, key, password));
  }

  private Duration firstByteTimeout() throws WrongConfigException {
    return keys.time("read.first-byte-timeout", seconds(1), seconds(600));
  }

  private TreeConfig tree() throws WrongConfigException {
    return new TreeConfig(
        suffix(),
        keys.number("archive.depth", 1, 16),
        firstByteTimeout(),
        keys.time("archive.index-timeout", seconds(1), hours(24)),
        keys.number("archive.indexes", 1, 100_000),
        keys.number("archive.indexing", 1, 1000));
  }

  private DriveConfig drive() throws WrongConfigException {
    return new DriveConfig(
        keys.flag("drive.writable"),
        data.resolve("overlay"),
        data.resolve("trash"),
        keys.time("drive.trash-time", Duration.ZERO, hours(10 * 365 * 24)));
  }

  private String suffix() throws WrongConfigException {
    String suffix = keys.text("drive.archives.suffix");
    keys.require(
        suffix.matches("[^\\x00-\\x1f<>:\"/\\\\|?*]{0,31}[^\\x00-\\x1f<>:\"/\\\\|?*. ]"),
        "drive.archives.suffix",
        "1 to 32 characters that every file system takes in a name, no dot or blank at the end");
    return suffix;
  }

  private LibraryConfig library() throws WrongConfigException {
    return new LibraryConfig(
        keys.path("library.folder", data.resolve("library")),
        keys.time("library.rescan", seconds(1), hours(24)),
        keys.time("library.settle", Duration.ofMillis(100), hours(1)),
        keys.size("library.torrent-limit", KIB, 256 * MIB),
        keys.size("library.magnet-limit", 64, MIB));
  }

  private EngineConfig engine() throws WrongConfigException {
    int peers = keys.number("engine.peers", 1, 100_000);
    long readAheadMost = keys.size("read.read-ahead-maximum", 0, 4 * GIB);
    return new EngineConfig(
        keys.path("cache.folder", data.resolve("cache")),
        keys.address("engine.bind-address"),
        keys.number("engine.listen-port", 0, 65535),
        keys.flag("engine.incoming"),
        keys.flag("engine.dht"),
        keys.list("engine.dht-bootstrap"),
        keys.number("engine.dht-port", 0, 65535),
        keys.flag("engine.pex"),
        keys.flag("engine.lsd"),
        keys.list("engine.extra-trackers"),
        keys.choice("engine.encryption", EngineConfig.Encryption.class),
        sharing(),
        peers,
        keys.number("engine.peers-per-torrent", 1, peers),
        keys.time("engine.connect-timeout", Duration.ofMillis(100), seconds(600)),
        keys.time("engine.idle-time", seconds(1), hours(30 * 24)),
        keys.size("read.read-ahead-minimum", 0, readAheadMost),
        readAheadMost,
        keys.size("cache.memory", 0, 64 * GIB),
        keys.size("cache.limit", MIB, PIB),
        keys.size("cache.reserve", 0, PIB));
  }

  private Sharing sharing() throws WrongConfigException {
    return new Sharing(
        keys.flag("engine.upload"),
        keys.number("engine.upload-slots", 1, 10_000),
        keys.size("engine.download-limit", 0, Sharing.HIGHEST_RATE),
        keys.size("engine.upload-limit", 0, Sharing.HIGHEST_RATE),
        keys.size("engine.torrent-download-limit", 0, Sharing.HIGHEST_RATE),
        keys.size("engine.torrent-upload-limit", 0, Sharing.HIGHEST_RATE),
        keys.decimal("engine.share-ratio", 0, 1_000_000),
        keys.time("engine.share-time", Duration.ZERO, hours(24 * 3650)));
  }

  private ArchiveConfig archive() throws WrongConfigException {
    return new ArchiveConfig(
        keys.number("archive.entries", 1, 100_000_000),
        keys.size("archive.directory-limit", 64 * KIB, 4 * GIB),
        keys.size("archive.decode-in-memory", 0, GIB));
  }

  private StorageConfig archiveStorage() throws WrongConfigException {
    return new StorageConfig(
        keys.path("archive.index-folder", data.resolve("index")),
        keys.size("archive.index-limit", 0, 64 * GIB),
        keys.path("archive.spool-folder", data.resolve("spool")),
        keys.size("archive.spool-limit", MIB, 16 * 1024 * GIB),
        keys.number("archive.spool-ratio", 10, 1_000_000));
  }

  private SharedConfig shared() throws WrongConfigException {
    String route = keys.text("shared.route");
    keys.require(
        route.matches("[^\\x00-\\x1f<>:\"/\\\\|?*.]+(/[^\\x00-\\x1f<>:\"/\\\\|?*.]+)*"),
        "shared.route",
        "a folder of the drive such as Shared or my/own, without dots");
    return new SharedConfig(
        keys.paths("shared.folders"),
        route,
        keys.list("shared.trackers"),
        keys.time("shared.rescan", Duration.ofMillis(100), hours(24)),
        data.resolve("shared.list"));
  }

  private LogConfig log() throws WrongConfigException {
    return new LogConfig(
        keys.path("log.folder", data.resolve("log")),
        keys.size("log.file-limit", 64 * KIB, GIB),
        keys.number("log.files", 1, 1000),
        keys.choice("log.format", LogConfig.Format.class));
  }

  private static Duration seconds(int count) {
    return Duration.ofSeconds(count);
  }

  private static Duration hours(int count) {
    return Duration.ofHours(count);
  }
}
