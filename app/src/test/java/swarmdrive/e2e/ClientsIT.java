package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Real readers get the bytes that real peers seed: one drive with a torrent of odd names, added by
 * a copy while it runs.
 */
@ExtendWith(SwarmExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientsIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Swarm swarm;
  private final TorrentOnDisk torrent;
  private Swarmdrive swarmdrive;

  ClientsIT(Swarm swarm) throws IOException, InterruptedException {
    this.swarm = swarm;
    this.torrent = swarm.oddNames();
    this.swarmdrive = Swarmdrive.serve();
  }

  @BeforeAll
  void addWhileItRuns() throws IOException {
    swarmdrive.addByCopy(torrent);
  }

  @AfterAll
  void stop() {
    swarmdrive.close();
  }

  @Test
  void curl_readsEveryFileWhole() throws Exception {
    for (String file : files()) {
      assertThat(Curl.mismatch(swarmdrive.drive().url(shown(file)), content(file)))
          .as(file)
          .isEqualTo(-1);
    }
  }

  @Test
  void curl_reads50RandomRanges() throws Exception {
    var random = new SplittableRandom(50);
    try (var original = new RandomAccessFile(content("big.bin").toFile(), "r")) {
      for (int i = 0; i < 50; i++) {
        int length = 1 + random.nextInt(300_000);
        long position = random.nextLong(original.length() - length);
        byte[] got = Curl.range(swarmdrive.drive().url(shown("big.bin")), position, length);
        assertThat(got)
            .as("%d bytes at %d", length, position)
            .isEqualTo(bytes(original, position, length));
      }
    }
  }

  @Test
  void rcloneMount_readsAtRandomPlaces() throws Exception {
    var random = new SplittableRandom(51);
    try (Mount mount = Mount.rclone(swarmdrive.drive());
        var mounted = new RandomAccessFile(mount.folder().resolve(shown("big.bin")).toFile(), "r");
        var original = new RandomAccessFile(content("big.bin").toFile(), "r")) {
      assertThat(mounted.length()).isEqualTo(original.length());
      for (int i = 0; i < 30; i++) {
        int length = 1 + random.nextInt(200_000);
        long position = random.nextLong(original.length() - length);
        assertThat(bytes(mounted, position, length))
            .as("%d bytes at %d", length, position)
            .isEqualTo(bytes(original, position, length));
      }
      assertThat(names(mount.folder().resolve(torrent.name())))
          .containsAll(names(torrent.content()));
      assertThat(names(mount.folder().resolve(shown("many small/sub folder")))).hasSize(200);
    }
  }

  @Test
  void davfs2Mount_readsWholeFiles() throws Exception {
    try (Mount mount = Mount.davfs2(swarmdrive.drive())) {
      for (String file : files()) {
        assertThat(Files.mismatch(content(file), mount.folder().resolve(shown(file))))
            .as(file)
            .isEqualTo(-1);
      }
    }
  }

  @Test
  void cadaver_listsAndGets() throws Exception {
    Path folder = RunFolder.create("cadaver");
    String commands =
        """
        cd "%s"
        ls
        lcd %s
        get "with spaces.bin" spaces
        get "emoji 🎬 clip.bin" emoji
        get "100%% percent %%41.bin" percent
        quit
        """
            .formatted(torrent.name(), folder);
    Program.Result result =
        Program.runWithInput(LIMIT, commands, "cadaver", swarmdrive.drive().root().toString());
    assertThat(result.text()).contains("big.bin").contains("300000000");
    assertThat(Files.mismatch(content("with spaces.bin"), folder.resolve("spaces"))).isEqualTo(-1);
    assertThat(Files.mismatch(content("emoji 🎬 clip.bin"), folder.resolve("emoji"))).isEqualTo(-1);
    assertThat(Files.mismatch(content("100% percent %41.bin"), folder.resolve("percent")))
        .isEqualTo(-1);
  }

  @Test
  void chromium_showsTheListingAndDownloadsByAClick() throws Exception {
    try (Browser browser = Browser.start()) {
      browser.open(swarmdrive.drive().root());
      browser.follow(torrent.name());
      Eventually.isTrue(
          "the torrent's listing", LIMIT, () -> browser.text().contains("hash#tag.bin"));
      assertThat(browser.text())
          .contains(
              "big.bin",
              "emoji 🎬 clip.bin",
              "semi;colon & plus+.bin",
              "100% percent %41.bin",
              "many small");
      browser.follow("with spaces.bin");
      Path file = browser.downloads().resolve("with spaces.bin");
      Eventually.isTrue(
          "the download is complete",
          LIMIT,
          () -> Files.isRegularFile(file) && Files.size(file) == 2_000_003);
      assertThat(Files.mismatch(content("with spaces.bin"), file)).isEqualTo(-1);
    }
  }

  private Path content(String file) {
    return torrent.content().resolve(file);
  }

  private String shown(String file) {
    return torrent.name() + "/" + file;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(torrent.content())) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> torrent.content().relativize(f).toString())
          .sorted()
          .toList();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }

  private static byte[] bytes(RandomAccessFile file, long position, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.seek(position);
    file.readFully(bytes);
    return bytes;
  }
}
