package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Peers are found without any tracker: each program runs on a host of its own in a network without
 * a way out, and knows of no other but by the one means that is tried.
 */
class DiscoveryIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final int DHT_PORT = 6881;
  private static final String DHT_OFF = "SWARMDRIVE_ENGINE_DHT=false";
  private static final String LSD_OFF = "SWARMDRIVE_ENGINE_LSD=false";

  private final List<AutoCloseable> running = new ArrayList<>();
  private Lan lan;
  private TorrentOnDisk torrent;

  @BeforeEach
  void makeTheNetworkAndTheTorrent() throws Exception {
    lan = running(Lan.createPublic());
    Path content = RunFolder.create("content").resolve("found.bin");
    Content.random(content, 3_000_001, RunFolder.nextNumber());
    torrent = TorrentOnDisk.make(content, 1 << 18, "http://0.0.0.0:1/announce");
  }

  @AfterEach
  void stopAll() throws Exception {
    for (AutoCloseable one : running.reversed()) {
      one.close();
    }
  }

  @Test
  void dht_findsOurSeedByAThirdNode() throws Exception {
    String node = dhtNode("node");
    seed("seed", LSD_OFF, "SWARMDRIVE_ENGINE_DHT_BOOTSTRAP=" + node);
    assertReads(serve("reader", byDht(node)));
  }

  @Test
  void dht_findsLibtorrentsSeedByAThirdNode() throws Exception {
    String node = dhtNode("node");
    Libtorrent seeder = running(Libtorrent.start(lan.host("seed")));
    seeder.joinDht(node);
    seeder.seed(torrent);
    assertReads(serve("reader", byDht(node)));
  }

  @Test
  void dht_letsLibtorrentFindOurSeedByLibtorrentsNode() throws Exception {
    Libtorrent node = running(Libtorrent.start(lan.host("node")));
    String address = node.address() + ":" + node.port();
    node.joinDht();
    seed("seed", LSD_OFF, "SWARMDRIVE_ENGINE_DHT_BOOTSTRAP=" + address);
    Libtorrent reader = running(Libtorrent.start(lan.host("reader")));
    reader.joinDht(address);
    assertDownloads(reader);
  }

  @Test
  void localDiscovery_findsOurSeed() throws Exception {
    seed("seed", DHT_OFF);
    assertReads(serve("reader", List.of(DHT_OFF)));
  }

  @Test
  void localDiscovery_findsLibtorrentsSeed() throws Exception {
    Libtorrent seeder = running(Libtorrent.start(lan.host("seed")));
    seeder.joinLocalDiscovery();
    seeder.seed(torrent);
    assertReads(serve("reader", List.of(DHT_OFF)));
  }

  @Test
  void localDiscovery_letsLibtorrentFindOurSeed() throws Exception {
    seed("seed", DHT_OFF);
    Libtorrent reader = running(Libtorrent.start(lan.host("reader")));
    reader.joinLocalDiscovery();
    assertDownloads(reader);
  }

  @Test
  void peerExchange_tellsUsOfAThirdPeer() throws Exception {
    Libtorrent known = running(Libtorrent.start(lan.host("known")));
    known.seed(torrent);
    Libtorrent third = slowReader("third");
    third.download(magnet(), RunFolder.create("downloads"));
    third.connect(known.address(), known.port());

    Swarmdrive reader = serve("reader", List.of(DHT_OFF, LSD_OFF));
    add(reader, magnet() + "&x.pe=" + known.address() + ":" + known.port());

    Eventually.isTrue("both are our peers", LIMIT, () -> reader.counter("peers") == 2);
  }

  @Test
  void peerExchange_tellsLibtorrentOfAThirdPeer() throws Exception {
    Program seed = seed("seed", DHT_OFF, LSD_OFF);
    int port = Integer.parseInt(seed.awaitLine("^seeding .* on port (\\d+)", LIMIT).group(1));
    List<Libtorrent> readers = List.of(slowReader("one"), slowReader("two"));
    for (Libtorrent reader : readers) {
      reader.download(torrent, RunFolder.create("downloads"));
      reader.connect(lan.host("seed").address(), port);
    }
    for (Libtorrent reader : readers) {
      Eventually.isTrue(
          "it has us and the other for peers",
          LIMIT,
          () -> reader.stats().path("torrents").path(0).path("peers").asInt() == 2);
    }
  }

  /** One that is not done as long as the test takes: seeds part company. */
  private Libtorrent slowReader(String host) throws Exception {
    Libtorrent reader = running(Libtorrent.start(lan.host(host)));
    reader.limitDownload(10_000);
    return reader;
  }

  /** A server without torrents, which is there as a node. */
  private String dhtNode(String host) throws Exception {
    serve(
        host,
        List.of(
            LSD_OFF,
            "SWARMDRIVE_ENGINE_DHT_PORT=" + DHT_PORT,
            "SWARMDRIVE_ENGINE_DHT_BOOTSTRAP=" + lan.address() + ":" + DHT_PORT));
    return lan.host(host).address() + ":" + DHT_PORT;
  }

  private static List<String> byDht(String node) {
    return List.of(
        LSD_OFF, "SWARMDRIVE_ENGINE_PEX=false", "SWARMDRIVE_ENGINE_DHT_BOOTSTRAP=" + node);
  }

  private Swarmdrive serve(String host, List<String> environment) throws Exception {
    Swarmdrive.Setup setup = Swarmdrive.Setup.fresh().at(lan.host(host)).discovering();
    for (String variable : environment) {
      setup = setup.with(variable);
    }
    return running(Swarmdrive.serve(setup));
  }

  /** Seeds until it is closed. */
  private Program seed(String host, String... environment) throws Exception {
    var command =
        Swarmdrive.command(
                "seed", torrent.file().toString(), "--content", torrent.content().toString())
            .after(environment)
            .after("env");
    Program program = lan.host(host).start("seed", command);
    program.awaitLine("^seeding ", LIMIT);
    return running(program);
  }

  /** By the info hash alone. */
  private String magnet() {
    return "magnet:?xt=urn:btih:" + torrent.infoHash() + "&dn=" + torrent.name();
  }

  private static void add(Swarmdrive reader, String magnet) throws IOException {
    Files.createDirectories(reader.library());
    Files.writeString(reader.library().resolve("found.magnet"), magnet + "\n");
  }

  private void assertReads(Swarmdrive reader) throws Exception {
    add(reader, magnet());
    Eventually.isTrue("the metadata is there", LIMIT, () -> reader.statusOf(torrent.name()) == 200);
    assertThat(Curl.mismatch(reader.drive().url(torrent.name()), torrent.content())).isEqualTo(-1);
  }

  private void assertDownloads(Libtorrent reader) throws IOException, InterruptedException {
    Path downloads = RunFolder.create("downloads");
    reader.download(magnet(), downloads);
    reader.awaitFinished(LIMIT);
    assertThat(Files.mismatch(downloads.resolve(torrent.name()), torrent.content())).isEqualTo(-1);
  }

  private <T extends AutoCloseable> T running(T one) {
    running.add(one);
    return one;
  }
}
