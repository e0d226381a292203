package swarmdrive.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.app.config.ConfigSources.Flag;
import swarmdrive.app.download.Download;
import swarmdrive.app.download.Selection;
import swarmdrive.app.testing.TestTorrents;
import swarmdrive.app.tracker.Tracker;
import swarmdrive.engine.EngineConfig;
import swarmdrive.engine.Torrent;
import swarmdrive.engine.TorrentEngine;
import swarmdrive.engine.metainfo.Magnet;
import swarmdrive.engine.metainfo.Metainfo;
import swarmdrive.engine.metainfo.MetainfoCreator;

/** {@code get} and {@code torrent}, with a real seeder and tracker on loopback. */
final class GetTest {
  private static final byte[] BIG = TestTorrents.bytes(700_000, 1);
  private static final byte[] GAME = TestTorrents.bytes(50_000, 2);

  @TempDir Path temporary;

  private Tracker tracker;
  private TorrentEngine seeder;
  private Metainfo metainfo;
  private Path torrent;
  private Path out;
  private byte[] zip;

  @BeforeEach
  void seed() throws IOException {
    tracker =
        Tracker.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), InstantSource.system());
    Path content = temporary.resolve("my set");
    Files.createDirectories(content.resolve("sub"));
    Files.write(content.resolve("big.bin"), BIG);
    Files.writeString(content.resolve("sub/a: b.txt"), "small");
    zip = zipped();
    Files.write(content.resolve("set.zip"), zip);
    // over UDP alone, so that this is tried, too
    metainfo =
        new MetainfoCreator(
                List.of(tracker.announceUrls().getLast()),
                List.of(),
                OptionalInt.of(32 << 10),
                false,
                "")
            .create(content, done -> {});
    torrent = Files.write(temporary.resolve("t.torrent"), metainfo.toTorrentFile());
    seeder = Engines.start(EngineConfig.local(temporary.resolve("seeder")));
    seeder.seed(metainfo, content, done -> {});
    out = temporary.resolve("out");
  }

  @AfterEach
  void stop() {
    seeder.close();
    tracker.close();
  }

  private static byte[] zipped() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("roms/game.rom"));
      zip.write(GAME);
      zip.putNextEntry(new ZipEntry("other.rom"));
      zip.write(TestTorrents.bytes(300_000, 3));
    }
    return bytes.toByteArray();
  }

  private Output get(String source, String... more) {
    List<String> words = new ArrayList<>(List.of("get", source));
    words.addAll(Arrays.asList(more));
    words.addAll(List.of("-o", out.toString(), "--no-discovery", "--timeout", "20s"));
    return Output.of(words.toArray(String[]::new));
  }

  @Test
  void wholeTorrent_isWrittenUnderItsName_andNothingElseStays() throws IOException {
    Output output = get(torrent.toString());

    assertThat(output.err()).doesNotContain("swarmdrive: ");
    assertThat(output.code()).isZero();
    assertThat(out.resolve("my set/big.bin")).hasBinaryContent(BIG);
    assertThat(out.resolve("my set/set.zip")).hasBinaryContent(zip);
    assertThat(out.resolve("my set/sub/a： b.txt")).hasContent("small");
    try (Stream<Path> files = Files.walk(out)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(3);
    }
    assertThat(out).isDirectoryNotContaining("glob:**/.swarmdrive-*");
    assertThat(output.out().lines()).contains(out.resolve("my set/big.bin").toString());
    assertThat(output.errorLines()).as("no bar in a pipe").hasSize(1);
  }

  @Test
  void namedFilesFoldersAndMembers_areWrittenUnderTheirLastNames() throws IOException {
    Output output = get(torrent.toString(), "set.zip/roms/game.rom", "sub/", "--json");

    assertThat(output.code()).as(output.err()).isZero();
    assertThat(out.resolve("game.rom")).hasBinaryContent(GAME);
    assertThat(out.resolve("sub/a： b.txt")).hasContent("small");
    assertThat(out.resolve("my set")).doesNotExist();
    JsonNode written = new ObjectMapper().readTree(output.out());
    assertThat(written.get(0).get("path").asText()).isEqualTo(out.resolve("game.rom").toString());
    assertThat(written.get(0).get("size").asLong()).isEqualTo(GAME.length);
    assertThat(seeder.status().bytesSent()).as("not the big file").isLessThan(BIG.length);
  }

  @Test
  void fileWithTheTorrentsOwnName_isFound_alsoWhenItIsNotSafe() {
    assertThat(get(torrent.toString(), "sub/a: b.txt").code()).isZero();
    assertThat(out.resolve("a： b.txt")).hasContent("small");
  }

  @Test
  void magnet_getsItsMetadataFromAPeer() throws IOException {
    InetSocketAddress peer =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), seeder.status().listenPort());
    Magnet magnet = new Magnet(metainfo.infoHash(), Optional.empty(), List.of(), List.of(peer));
    Output output = get(magnet.toString(), "big.bin");
    assertThat(output.code()).as(output.err()).isZero();
    assertThat(out.resolve("big.bin")).hasBinaryContent(BIG);

    Path made = temporary.resolve("made.torrent");
    String[] words = {
      "torrent", magnet.toString(), "-o", made.toString(), "--no-discovery", "--timeout", "20s"
    };
    assertThat(Output.of(words).code()).isZero();
    assertThat(Metainfo.parse(Files.readAllBytes(made)).infoHash()).isEqualTo(metainfo.infoHash());
    assertThat(Output.of(words).err()).contains("exists already");
  }

  @Test
  void existingFile_isNotOverwritten_unlessForced() throws IOException {
    Files.createDirectories(out);
    Path there = Files.writeString(out.resolve("big.bin"), "precious");
    Output refused = get(torrent.toString(), "big.bin");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("exists already; --force overwrites it");
    assertThat(there).hasContent("precious");

    assertThat(get(torrent.toString(), "big.bin", "--force").code()).isZero();
    assertThat(there).hasBinaryContent(BIG);
  }

  @Test
  void nameThatIsNotInTheTorrent_isAFailure() {
    for (String wrong : List.of("nothing", "set.zip/nothing", "big.bin/x", "../my set")) {
      Output output = get(torrent.toString(), wrong);
      assertThat(output.code()).isEqualTo(1);
      assertThat(output.err()).contains("there is no " + wrong + " in the torrent");
    }
  }

  @Test
  void whatHasComeBefore_isNotFetchedAgain() throws Exception {
    Map<String, Flag> flags = new HashMap<>(SwarmOptions.withoutDiscovery());
    flags.put(
        "cache.folder",
        new Flag("test", PartialStore.of(out.toAbsolutePath(), torrent.toString()).toString()));
    flags.put("engine.listen-port", new Flag("test", 0));
    Files.createDirectories(out);
    try (Workshop cut = Workshop.open(new SwarmOptions().load(flags))) {
      Torrent added = cut.engine().add(metainfo);
      Selection selection = new Selection(cut.tree(), Duration.ofSeconds(20));
      selection.add(added, "big.bin", temporary.resolve("elsewhere"));
      new Download(Duration.ofSeconds(20), done -> {}).write(selection.files());
    }
    seeder.close();

    Output output = get(torrent.toString(), "big.bin");

    assertThat(output.code()).as(output.err()).isZero();
    assertThat(out.resolve("big.bin")).hasBinaryContent(BIG);
  }

  @Test
  void withoutPeers_itGivesUpInTime_andKeepsWhatCame() {
    seeder.close();
    Output output =
        Output.of(
            "get",
            torrent.toString(),
            "big.bin",
            "-o",
            out.toString(),
            "--no-discovery",
            "--timeout",
            "1s");
    assertThat(output.code()).isEqualTo(1);
    assertThat(output.err()).contains("big.bin: nothing came for 1 s; run it again to go on");
    assertThat(out.resolve("big.bin")).doesNotExist();
  }
}
