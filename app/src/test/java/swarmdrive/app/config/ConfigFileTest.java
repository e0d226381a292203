package swarmdrive.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
import swarmdrive.webdav.WebDavConfig;

final class ConfigFileTest {
  private static final Path DATA = Path.of("/data").toAbsolutePath();

  @TempDir Path folder;

  @Test
  void defaults_areThoseOfTheDocumentedFile() throws Exception {
    AppConfig config = ConfigFile.load(ConfigSources.none(), DATA);

    assertThat(config.data()).isEqualTo(DATA);
    assertThat(config.allowAnonymous()).isFalse();
    assertThat(config.webdav())
        .isEqualTo(
            new WebDavConfig(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 8080),
                "/",
                "/dav/",
                Duration.ofSeconds(25),
                Duration.ofSeconds(120),
                Duration.ofSeconds(20),
                Duration.ofMinutes(2),
                2000,
                500,
                32 << 10,
                64L << 20,
                AccessConfig.DEFAULT,
                Optional.empty()));
    assertThat(config.users()).isEqualTo(DATA.resolve("users"));
    assertThat(config.selfSigned()).isEmpty();
    assertThat(config.tree())
        .isEqualTo(new TreeConfig(".d", 3, Duration.ofSeconds(25), Duration.ofMinutes(10), 256, 8));
    assertThat(config.drive())
        .isEqualTo(
            new DriveConfig(
                true, DATA.resolve("overlay"), DATA.resolve("trash"), Duration.ofDays(30)));
    assertThat(config.library())
        .isEqualTo(
            new LibraryConfig(
                DATA.resolve("library"),
                Duration.ofSeconds(60),
                Duration.ofSeconds(2),
                64L << 20,
                64L << 10));
    assertThat(config.archive()).isEqualTo(ArchiveConfig.DEFAULT);
    assertThat(config.passwords()).isEqualTo(Passwords.NONE);
    assertThat(config.archiveStorage()).isEqualTo(StorageConfig.in(DATA));
    assertThat(config.log())
        .isEqualTo(new LogConfig(DATA.resolve("log"), 10L << 20, 5, LogConfig.Format.TEXT));
    assertThat(config.shared())
        .isEqualTo(
            new SharedConfig(
                List.of(),
                "Shared",
                List.of(),
                Duration.ofSeconds(10),
                DATA.resolve("shared.list")));
  }

  @Test
  void defaults_ofTheEngine_areThoseOfTheDocumentedFile() throws Exception {
    EngineConfig engine = ConfigFile.load(ConfigSources.none(), DATA).engine();

    assertThat(engine.store()).isEqualTo(DATA.resolve("cache"));
    assertThat(engine.bindAddress().isAnyLocalAddress()).isTrue();
    assertThat(engine.port()).isEqualTo(42881);
    assertThat(engine.encryption()).isEqualTo(EngineConfig.Encryption.PREFER_PLAINTEXT);
    assertThat(List.of(engine.incoming(), engine.dht(), engine.pex(), engine.lsd()))
        .containsOnly(true);
    assertThat(engine.sharing()).isEqualTo(Sharing.UNLIMITED);
    assertThat(engine.dhtBootstrap()).isEmpty();
    assertThat(engine.extraTrackers()).isEmpty();
    assertThat(List.of(engine.dhtPort(), engine.maxPeers(), engine.maxPeersPerTorrent()))
        .containsExactly(0, 500, 50);
    assertThat(engine.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(engine.idleTime()).isEqualTo(Duration.ofMinutes(5));
    assertThat(List.of(engine.readAheadMin(), engine.readAheadMax(), engine.memoryPieces()))
        .containsExactly(1L << 20, 64L << 20, 64L << 20);
    assertThat(List.of(engine.storeLimit(), engine.diskReserve()))
        .containsExactly(20L << 30, 1L << 30);
  }

  @Test
  void resource_isTheFileOfTheConfFolder() throws IOException {
    try (var resource = ConfigFile.class.getClassLoader().getResourceAsStream("swarmdrive.conf")) {
      assertThat(java.util.Objects.requireNonNull(resource).readAllBytes())
          .isEqualTo(Files.readAllBytes(Path.of("../conf/swarmdrive.conf")));
    }
  }

  @Test
  void everyKey_isReadAndNoOtherIs() throws Exception {
    Keys keys = new Keys(ConfigFile.defaults());
    ConfigFile.load(keys, DATA);
    assertThat(keys.unread()).isEmpty();
  }

  @Test
  void everyKey_isExplainedInTheFile() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("../conf/swarmdrive.conf"));
    boolean explained = false;
    for (String line : lines) {
      String text = line.strip();
      if (text.contains(" = ")) {
        assertThat(explained).as(line).isTrue();
      } else if (!text.startsWith("#") && !text.endsWith("{")) {
        explained = false;
      }
      explained |= text.startsWith("#") && !text.contains(" = ");
    }
  }

  @Test
  void sharedFolders_arePathsWithNames_inARouteOfTheLibrary() throws Exception {
    SharedConfig shared =
        load("shared { folders = [\"/srv/films\"], route = \"my/own\", rescan = 1 s }").shared();
    assertThat(shared.folders()).containsExactly(Path.of("/srv/films"));
    assertThat(shared.route()).isEqualTo("my/own");
    for (String wrong :
        List.of(
            "shared.folders = [\"/\"]",
            "shared.folders = [\"\"]",
            "shared.route = \"../out\"",
            "shared.route = \"/out\"",
            "shared.route = \"\"",
            "shared.rescan = 0 s")) {
      assertThatThrownBy(() -> load(wrong)).as(wrong).hasMessageContaining("shared.");
    }
  }

  @Test
  void usersFile_overridesOnlyWhatItNames() throws Exception {
    AppConfig config = load("http.listen = \"127.0.0.1:0\"\nengine { listen-port = 7, dht = off }");

    assertThat(config.webdav().listen().getPort()).isZero();
    assertThat(config.engine().port()).isEqualTo(7);
    assertThat(config.engine().dht()).isFalse();
    assertThat(config.engine().pex()).isTrue();
  }

  @Test
  void dataFolder_movesWhatIsInIt() throws Exception {
    AppConfig config = load("data = /elsewhere");
    Path data = Path.of("/elsewhere").toAbsolutePath();
    assertThat(config.library().folder()).isEqualTo(data.resolve("library"));
    assertThat(config.engine().store()).isEqualTo(data.resolve("cache"));
    assertThat(config.log().folder()).isEqualTo(data.resolve("log"));
  }

  @Test
  void environment_winsOverTheFile_andFlagsOverBoth() throws Exception {
    Path file = write("http.listen = \"127.0.0.1:1\", engine.peers = 60, log.files = 9");
    ConfigSources sources =
        new ConfigSources(
            Optional.of(file),
            Map.of(
                "SWARMDRIVE_HTTP_LISTEN", "127.0.0.1:2",
                "SWARMDRIVE_ENGINE_PEERS", "70",
                "SWARMDRIVE_ENGINE_EXTRA_TRACKERS", "http://one/a, http://two/a",
                "SWARMDRIVE_READ_FIRST_BYTE_TIMEOUT", "3 s",
                "SWARMDRIVE_CACHE_MEMORY", "5MiB",
                "PATH", "/bin"),
            Map.of("http.listen", new ConfigSources.Flag("--listen", "127.0.0.1:3")));

    AppConfig config = ConfigFile.load(sources, DATA);

    assertThat(config.webdav().listen().getPort()).isEqualTo(3);
    assertThat(config.engine().maxPeers()).isEqualTo(70);
    assertThat(config.engine().extraTrackers()).containsExactly("http://one/a", "http://two/a");
    assertThat(config.webdav().firstByteTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.engine().memoryPieces()).isEqualTo(5L << 20);
    assertThat(config.log().files()).isEqualTo(9);
  }

  /** Another value for each key; every one of them must change the records. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          data | /other
          http.listen | 127.0.0.1:1
          http.allow-anonymous | true
          http.base-path | /swarm
          http.hosts | drive.example.org
          http.proxies | 127.0.0.1
          http.auth.users | /other
          http.auth.digest | true
          http.tls.certificate | /cert.pem
          http.tls.key | /key.pem
          http.tls.password | secret
          http.tls.self-signed | true
          http.header-timeout | 7 s
          http.idle-timeout | 7 s
          http.connections | 7
          http.connections-per-address | 7
          http.header-limit | 7KiB
          http.body-limit | 77KiB
          drive.archives.suffix | .folder
          drive.writable | false
          drive.trash-time | 3 days
          library.folder | /other
          library.rescan | 7 s
          library.settle | 7 s
          library.torrent-limit | 7KiB
          library.magnet-limit | 77B
          engine.listen-port | 7
          engine.incoming | false
          engine.bind-address | 127.0.0.1
          engine.peers | 77
          engine.peers-per-torrent | 7
          engine.connect-timeout | 7 s
          engine.idle-time | 7 s
          engine.dht | false
          engine.pex | false
          engine.lsd | false
          engine.dht-bootstrap | router:7
          engine.dht-port | 7
          engine.extra-trackers | http://x/announce
          engine.encryption | required
          engine.upload | false
          engine.upload-slots | 7
          engine.download-limit | 7KiB
          engine.upload-limit | 7KiB
          engine.torrent-download-limit | 7KiB
          engine.torrent-upload-limit | 7KiB
          engine.share-ratio | 1.5
          engine.share-time | 7 minutes
          cache.folder | /other
          cache.limit | 7MiB
          cache.memory | 7B
          cache.reserve | 7B
          read.first-byte-timeout | 7 s
          read.progress-timeout | 7 s
          read.read-ahead-minimum | 7B
          read.read-ahead-maximum | 7MiB
          archive.entries | 7
          archive.directory-limit | 77KiB
          archive.decode-in-memory | 7B
          archive.passwords | one, two
          archive.depth | 7
          archive.index-timeout | 7 s
          archive.index-folder | /other
          archive.index-limit | 7MiB
          archive.spool-folder | /other
          archive.spool-limit | 77MiB
          archive.spool-ratio | 77
          archive.indexes | 7
          archive.indexing | 7
          log.folder | /other
          log.file-limit | 77KiB
          log.files | 7
          log.format | json
          shared.folders | /other
          shared.route | other
          shared.trackers | http://127.0.0.1:7/announce
          shared.rescan | 7 s
          """)
  void eachKey_changesTheConfiguration_fromTheEnvironment(String key, String value)
      throws Exception {
    ConfigSources other = otherwise(key);
    Map<String, String> variables = new HashMap<>(environment(key, value).environment());
    variables.putAll(other.environment());
    assertThat(ConfigFile.load(new ConfigSources(Optional.empty(), variables, Map.of()), DATA))
        .isNotEqualTo(ConfigFile.load(other, DATA));
  }

  /** Two keys say something only about a certificate. */
  private static ConfigSources otherwise(String key) {
    return key.equals("http.tls.key") || key.equals("http.tls.password")
        ? environment("http.tls.certificate", "/certificate.pem")
        : ConfigSources.none();
  }

  @Test
  void passwords_thatAreWrong_areNotTold() throws IOException {
    for (String wrong :
        List.of("[hunter2, \"\"]", "hunter2", "{a = hunter2}", "[" + "hunter2,".repeat(65) + "]")) {
      assertThatThrownBy(() -> load("archive.passwords = " + wrong))
          .isInstanceOf(WrongConfigException.class)
          .hasMessageContaining("archive.passwords is wrong; allowed: a list of up to 64")
          .hasMessageContaining(":1: ")
          .hasMessageNotContaining("hunter2");
    }
    assertThatThrownBy(() -> load("archive.passwords = null"))
        .isInstanceOf(WrongConfigException.class);
  }

  @Test
  void eachKeyTest_coversAllKeys() throws Exception {
    CsvSource rows =
        getClass()
            .getDeclaredMethod(
                "eachKey_changesTheConfiguration_fromTheEnvironment", String.class, String.class)
            .getAnnotation(CsvSource.class);
    TreeSet<String> tested = new TreeSet<>();
    rows.textBlock().lines().forEach(line -> tested.add(line.split("\\|", 2)[0].strip()));
    TreeSet<String> keys = new TreeSet<>();
    ConfigFile.defaults().entrySet().forEach(entry -> keys.add(entry.getKey()));
    assertThat(tested).isEqualTo(keys);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          engine.listen-port | 65536 | a whole number from 0 to 65535
          engine.listen-port | many | a whole number from 0 to 65535
          engine.share-ratio | -1 | a number from 0 to 1000000, such as 1.5
          engine.upload-slots | 0 | a whole number from 1 to 10000
          engine.listen-port | 1.5 | a whole number from 0 to 65535
          engine.dht | perhaps | true or false
          engine.encryption | some | disabled, prefer-plaintext, prefer-encrypted, required
          engine.peers-per-torrent | 501 | a whole number from 1 to 500
          engine.bind-address | '' | an IP address or the name of a host
          http.listen | 8080 | HOST:PORT
          http.listen | 127.0.0.1:99999 | HOST:PORT
          http.listen | :8080 | HOST:PORT
          http.base-path | swarm | a path such as / or /swarm
          http.base-path | /a/../b | a path such as / or /swarm
          http.base-path | /a b | a path such as / or /swarm
          http.tls.key | /key.pem | the key of a certificate that http.tls.certificate names
          http.header-timeout | 0 s | a time from 1 s to 600 s
          http.header-timeout | -3 s | a time from 1 s to 600 s
          library.settle | 1 ms | a time from 100 ms to 3600 s
          library.magnet-limit | 2MiB | a size from 64B to 1MiB
          cache.limit | 1023KiB | a size from 1MiB to
          cache.memory | lots | a size from 0B to 64GiB
          read.read-ahead-minimum | 65MiB | a size from 0B to 64MiB
          drive.trash-time | -1 s | a time from 0 s
          drive.archives.suffix | / | 1 to 32 characters
          drive.archives.suffix | '' | 1 to 32 characters
          drive.archives.suffix | .d. | 1 to 32 characters
          """)
  void wrongValue_isRefusedWithKeyValueAndWhatIsAllowed(String key, String value, String allowed) {
    assertThatThrownBy(() -> ConfigFile.load(environment(key, value), DATA))
        .isInstanceOf(WrongConfigException.class)
        .hasMessageContaining(
            "environment variable " + Layers.variable(key) + ": " + key + " is " + value)
        .hasMessageContaining("allowed: " + allowed)
        .hasMessageNotContaining("\n");
  }

  @Test
  void wrongValueInTheFile_isRefusedWithFileAndLine() {
    assertThatThrownBy(() -> load("engine {\n  dht = true\n  listen-port = 70000\n}"))
        .isInstanceOf(WrongConfigException.class)
        .hasMessage(
            folder.resolve("my.conf")
                + ":3: engine.listen-port is 70000; allowed: a whole number from 0 to 65535");
  }

  @Test
  void unknownKey_isRefusedWithFileAndLineAndItsSiblings() {
    assertThatThrownBy(() -> load("\ncache {\n folder = a\n size = 3\n}"))
        .isInstanceOf(WrongConfigException.class)
        .hasMessage(
            folder.resolve("my.conf")
                + ":4: cache.size: there is no such key; allowed in cache: folder, limit, memory,"
                + " reserve");
    assertThatThrownBy(() -> load("webdav.port = 3"))
        .hasMessageContaining(":1: webdav: there is no such key; allowed at the top: archive, ");
    assertThatThrownBy(() -> load("engine.\"a.b c\" = 3"))
        .hasMessageContaining("there is no such key; allowed in engine: ");
  }

  @Test
  void sectionAsValue_andValueAsSection_areRefused() {
    assertThatThrownBy(() -> load("engine = 3")).hasMessageContaining("engine is a section");
    assertThatThrownBy(() -> load("engine.dht { on = true }"))
        .hasMessageContaining("engine.dht is {on=true}; allowed: true or false");
    assertThatThrownBy(() -> load("engine.dht = [true]"))
        .hasMessageContaining("allowed: true or false");
    assertThatThrownBy(() -> load("engine.dht = null"))
        .hasMessageContaining("engine.dht: must not be null; allowed: true or false");
    assertThatThrownBy(() -> load("engine.extra-trackers = 3"))
        .hasMessageContaining("allowed: a list of texts");
    assertThatThrownBy(() -> ConfigFile.load(environment("http.proxies", "nas.local"), DATA))
        .hasMessageContaining("http.proxies is [nas.local]; allowed: a list of IP addresses");
  }

  @Test
  void fileThatIsNotHocon_isRefusedInOneLineWithItsPlace() {
    assertThatThrownBy(() -> load("engine {\n dht = [\n"))
        .isInstanceOf(WrongConfigException.class)
        .hasMessageContaining("my.conf")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> load("data = ${NO_SUCH_VARIABLE_ANYWHERE}"))
        .isInstanceOf(WrongConfigException.class)
        .hasMessageContaining("NO_SUCH_VARIABLE_ANYWHERE");
  }

  @Test
  void missingFile_isRefused() {
    Path missing = folder.resolve("missing.conf");
    ConfigSources sources = new ConfigSources(Optional.of(missing), Map.of(), Map.of());
    assertThatThrownBy(() -> ConfigFile.load(sources, DATA))
        .isInstanceOf(WrongConfigException.class)
        .hasMessageStartingWith(missing + ": cannot be read");
  }

  @Test
  void misspeltVariable_isRefused_othersAreLeftAlone() throws Exception {
    assertThatThrownBy(
            () -> ConfigFile.load(sources(Map.of("SWARMDRIVE_ENGINE_LISTENPORT", "1")), DATA))
        .isInstanceOf(WrongConfigException.class)
        .hasMessageContaining("SWARMDRIVE_ENGINE_LISTENPORT: there is no such key");
    ConfigFile.load(sources(Map.of("SWARMDRIVE_JAVA_OPTS", "-Xmx1g", "SWARMDRIVE", "x")), DATA);
  }

  private AppConfig load(String text) throws IOException, WrongConfigException {
    return ConfigFile.load(new ConfigSources(Optional.of(write(text)), Map.of(), Map.of()), DATA);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("my.conf"), text);
  }

  private static ConfigSources environment(String key, String value) {
    return sources(Map.of(Layers.variable(key), value));
  }

  private static ConfigSources sources(Map<String, String> environment) {
    return new ConfigSources(Optional.empty(), environment, Map.of());
  }
}
