package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is not read is not downloaded: by the drive's own counter and by the seeders'. */
@ExtendWith(SwarmExtension.class)
class OnlyWhatIsReadIT {
  private static final int PIECE = 1 << 20;

  private final Swarm swarm;
  private long uploadedBefore;

  OnlyWhatIsReadIT(Swarm swarm) {
    this.swarm = swarm;
  }

  @BeforeEach
  void noteWhatTheSeedersSent() throws Exception {
    uploadedBefore = uploadedWhenQuiet();
  }

  @Test
  void oneReadOf64KiB_downloadsAtMost3Pieces() throws Exception {
    TorrentOnDisk torrent = swarm.oddNames();
    try (Swarmdrive swarmdrive = Swarmdrive.serve()) {
      swarmdrive.addByCopy(torrent);
      long position = new SplittableRandom(3).nextLong(300_000_000 - 65_536);

      byte[] got =
          Curl.range(swarmdrive.drive().url(torrent.name() + "/big.bin"), position, 65_536);

      assertThat(got)
          .isEqualTo(Content.read(torrent.content().resolve("big.bin"), position, 65_536));
      assertThat(swarmdrive.counter("bytesReceived")).isGreaterThanOrEqualTo(65_536);
      assertDownloadedAtMost(3, swarmdrive);
    }
  }

  @Test
  void listingAndHeaders_downloadNothing() throws Exception {
    TorrentOnDisk torrent = swarm.oddNames();
    try (Swarmdrive swarmdrive = Swarmdrive.serve()) {
      swarmdrive.addByCopy(torrent);
      try (Mount mount = Mount.rclone(swarmdrive.drive())) {
        Program.run(
                Duration.ofMinutes(1),
                "find",
                mount.folder().toString(),
                "-path",
                "*.d",
                "-prune",
                "-o",
                "-ls")
            .orFail();
      }
      assertThat(swarmdrive.statusOf(torrent.name() + "/big.bin")).isEqualTo(200);
      assertDownloadedAtMost(0, swarmdrive);
    }
  }

  @Test
  void listingOfAnArchive_downloadsThePiecesOfItsDirectory() throws Exception {
    Path zip = Content.bigZip(RunFolder.create("content").resolve("big archive.zip"));
    TorrentOnDisk torrent = swarm.seedWithLibtorrent(zip);
    try (Swarmdrive swarmdrive = Swarmdrive.serve()) {
      swarmdrive.addByCopy(torrent);

      String listing = swarmdrive.get("dav/big%20archive.zip.d/");

      assertThat(listing).contains("noise 0.bin", "noise 1.bin", "noise 2.bin");
      assertDownloadedAtMost(2, swarmdrive);
    }
  }

  private void assertDownloadedAtMost(int pieces, Swarmdrive swarmdrive) throws Exception {
    assertThat(uploadedWhenQuiet() - uploadedBefore)
        .as("sent by the seeders")
        .isLessThanOrEqualTo((long) pieces * PIECE);
    assertThat(swarmdrive.counter("bytesReceived"))
        .as("received, as the drive counts")
        .isLessThanOrEqualTo((long) pieces * PIECE);
  }

  /**
   * The seeders' counters once they have stopped moving: they are brought up to date each second.
   */
  private long uploadedWhenQuiet() throws Exception {
    long last = -1;
    for (long now = uploaded(); now != last; now = uploaded()) {
      last = now;
      Thread.sleep(Duration.ofMillis(1500));
    }
    return last;
  }

  private long uploaded() throws IOException, InterruptedException {
    return swarm.libtorrent().payloadUploaded()
        + swarm.transmission().uploaded(swarm.oddNames().infoHash());
  }
}
