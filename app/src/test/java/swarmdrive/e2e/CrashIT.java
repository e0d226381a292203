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
  private static final int PIECE = 1 << 20;
  private static final int ENOUGH = 60;

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
    long verified;
    try (Libtorrent seeder = Libtorrent.start(swarm.lan().host("crash"))) {
      seeder.limitUpload(40 << 20);
      seeder.seed(torrent);
      swarm.tracker().awaitSeeders(torrent.infoHash(), 1);
      try (Swarmdrive swarmdrive = Swarmdrive.serve();
          Program reader = startReading(swarmdrive, torrent)) {
        data = swarmdrive.data();
        Eventually.isTrue(
            ENOUGH + " pieces are verified",
            LIMIT,
            () -> swarmdrive.counter("piecesVerified") >= ENOUGH);
        verified = swarmdrive.counter("piecesVerified");
        assertThat(reader.isRunning()).as("the download goes on").isTrue();
        swarmdrive.program().kill();
      }
    }
    // Nobody seeds any more: what can be read now was kept.
    try (Swarmdrive again = Swarmdrive.serve(Swarmdrive.Setup.on(data))) {
      assertThat(bytesRead(again.program()))
          .as("bytes read by a start that hashes nothing")
          .isLessThan(ENOUGH * PIECE);
      again.awaitTorrent(torrent);
      long kept = again.counter("bytesStored") / PIECE;
      assertThat(kept).as("pieces kept").isGreaterThanOrEqualTo(verified);
      int prefix = ENOUGH / 2 * PIECE;
      assertThat(again.read(torrent.name(), 0, prefix)).isEqualTo(Content.read(content, 0, prefix));
      assertThat(again.counter("piecesVerified")).as("pieces hashed since the start").isZero();
    }
  }

  private static Program startReading(Swarmdrive swarmdrive, TorrentOnDisk torrent)
      throws IOException {
    swarmdrive.addByCopy(torrent);
    return Program.start(
        new Program.Command(
            "curl", "-sS", "-o", "/dev/null", swarmdrive.drive().url(torrent.name()).toString()));
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
