package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The library folder is the drive, live: what is copied into it while swarmdrive runs is there. */
@ExtendWith(SwarmExtension.class)
class LibraryIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Swarm swarm;

  LibraryIT(Swarm swarm) {
    this.swarm = swarm;
  }

  @Test
  void magnetCopiedIn_becomesTheTorrentAndKeepsItsMetadataWithoutASwarm() throws Exception {
    Path content =
        Content.random(RunFolder.create("content").resolve("single é #2 🎬.bin"), 5_000_001, 60);
    TorrentOnDisk torrent = swarm.seedWithBoth(content);
    Path data;
    try (Swarmdrive swarmdrive = Swarmdrive.serve()) {
      data = swarmdrive.data();
      swarmdrive.addMagnet(torrent);
      assertThat(Curl.mismatch(swarmdrive.drive().url(torrent.name()), content)).isEqualTo(-1);
    }
    // No peers: the port is not theirs, and the tracker is not reached within the time of this
    // test.
    try (Swarmdrive again =
        Swarmdrive.serve(
            Swarmdrive.Setup.on(data).with("SWARMDRIVE_ENGINE_BIND_ADDRESS=127.0.0.1"))) {
      again.awaitTorrent(torrent);
      assertThat(Curl.mismatch(again.drive().url(torrent.name()), content)).isEqualTo(-1);
      assertThat(again.counter("bytesReceived")).isZero();
    }
  }

  @Test
  void torrentInAFolder_isShownInThatFolder_andIsGoneWhenItsFileIs() throws Exception {
    TorrentOnDisk torrent = swarm.oddNames();
    try (Swarmdrive swarmdrive = Swarmdrive.serve()) {
      Path folder = Files.createDirectories(swarmdrive.library().resolve("music & more/new"));
      Path file = Files.copy(torrent.file(), folder.resolve(torrent.name() + ".torrent"));
      String path = "music & more/new/" + torrent.name() + "/hash#tag.bin";
      Eventually.isTrue("it is there", LIMIT, () -> swarmdrive.statusOf(path) == 200);
      assertThat(
              Curl.mismatch(
                  swarmdrive.drive().url(path), torrent.content().resolve("hash#tag.bin")))
          .isEqualTo(-1);

      Files.delete(file);

      Eventually.isTrue("it is gone", LIMIT, () -> swarmdrive.statusOf(path) == 404);
    }
  }

  @Test
  void ordinaryFileInTheLibrary_isServed() throws Exception {
    try (Swarmdrive swarmdrive = Swarmdrive.serve()) {
      Files.createDirectories(swarmdrive.library());
      Path file = Content.random(swarmdrive.library().resolve("read me é.bin"), 100_000, 61);
      Eventually.isTrue("it is there", LIMIT, () -> swarmdrive.statusOf("read me é.bin") == 200);
      assertThat(Curl.mismatch(swarmdrive.drive().url("read me é.bin"), file)).isEqualTo(-1);
    }
  }
}
