package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** kill -9 in the middle of a download, and what the next start finds. */
@ExtendWith(SwarmExtension.class)
class CrashIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int ENOUGH = 80_000_000;

  private final Swarm swarm;

  CrashIT(Swarm swarm) {
    this.swarm = swarm;
  }

  @Test
  void killedDuringADownload_keepsEveryVerifiedPieceAndHashesNothingAgain() throws Exception {
    Path content =
        Content.random(RunFolder.create("content").resolve("crash.bin"), 200_000_000, 70);
    TorrentOnDisk torrent = swarm.make(content);
    Path data;
    Path served = RunFolder.create("curl").resolve("served");
    try (Libtorrent seeder = Libtorrent.start(swarm.lan().host("crash"))) {
      seeder.limitUpload(40 << 20);
      seeder.seed(torrent);
      swarm.tracker().awaitSeeders(torrent.infoHash(), 1);
      try (Swarmdrive swarmdrive = Swarmdrive.serve();
          Program reader = startReading(swarmdrive, torrent, served)) {
        data = swarmdrive.data();
        Eventually.isTrue(
            "enough is served", LIMIT, () -> Files.exists(served) && Files.size(served) > ENOUGH);
        assertThat(reader.isRunning()).as("the download goes on").isTrue();
        swarmdrive.program().kill();
      }
    }
    // Nobody seeds any more: what can be read now was kept. All that was served had been verified.
    try (Swarmdrive again = Swarmdrive.serve(Swarmdrive.Setup.on(data))) {
      again.awaitTorrent(torrent);
      assertThat(bytesRead(again.program()))
          .as("bytes read by a start that hashes nothing")
          .isLessThan(ENOUGH / 2);
      int length = (int) Files.size(served);
      assertThat(again.read(torrent.name(), 0, length)).isEqualTo(Content.read(content, 0, length));
      assertThat(again.counter("bytesReceived")).isZero();
    }
  }

  private static Program startReading(Swarmdrive swarmdrive, TorrentOnDisk torrent, Path file)
      throws IOException {
    swarmdrive.addByCopy(torrent);
    String url = swarmdrive.drive().url(torrent.name()).toString();
    return Program.start(new Program.Command("curl", "-sS", "-N", "-o", file.toString(), url));
  }

  /** Bytes that a process got from read calls since its start, whether from disk or page cache. */
  private static long bytesRead(Program program) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + program.pid() + "/io")).stream()
        .filter(line -> line.startsWith("rchar: "))
        .mapToLong(line -> Long.parseLong(line.substring(7)))
        .findFirst()
        .orElseThrow();
  }
}
