package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Torrents that are read at the same time do not mix: each block of each differs from all others.
 */
@ExtendWith(SwarmExtension.class)
class ManyTorrentsIT {
  private static final int TORRENTS = 20;
  private static final Duration STALL = Duration.ofSeconds(15);

  private final Swarm swarm;

  ManyTorrentsIT(Swarm swarm) {
    this.swarm = swarm;
  }

  @Test
  void twentyTorrentsOf100MB_readAtOnce_withoutHashFailureOrStall() throws Exception {
    try (Libtorrent seeder = Libtorrent.start(swarm.lan().host("many"));
        Swarmdrive swarmdrive = Swarmdrive.serve();
        var readers = Executors.newVirtualThreadPerTaskExecutor();
        StallWatch watch = StallWatch.start(() -> swarmdrive.counter("bytesReceived"))) {
      // A torrent that waits for one of eight places would be the seeder's stall, not ours.
      seeder.serveAllAtOnce();
      List<TorrentOnDisk> torrents = torrents(seeder);
      for (TorrentOnDisk torrent : torrents) {
        swarmdrive.addByCopy(torrent);
      }
      List<Callable<Long>> reads = new ArrayList<>();
      for (TorrentOnDisk torrent : torrents) {
        reads.add(() -> Curl.mismatch(swarmdrive.drive().url(torrent.name()), torrent.content()));
      }
      watch.reset();
      for (Future<Long> read : readers.invokeAll(reads)) {
        assertThat(read.get()).isEqualTo(-1);
      }
      assertThat(watch.longest())
          .as("longest time without a byte from the swarm")
          .isLessThan(STALL);
      assertThat(swarmdrive.counter("piecesFailed")).isZero();
    }
  }

  private List<TorrentOnDisk> torrents(Libtorrent seeder) throws Exception {
    Path folder = RunFolder.create("content");
    List<TorrentOnDisk> torrents = new ArrayList<>();
    for (int i = 0; i < TORRENTS; i++) {
      Path content = Content.stamped(folder.resolve("many %02d.bin".formatted(i)), 100_000_000, i);
      TorrentOnDisk torrent = swarm.make(content);
      seeder.seed(torrent);
      torrents.add(torrent);
    }
    for (TorrentOnDisk torrent : torrents) {
      swarm.tracker().awaitSeeders(torrent.infoHash(), 1);
    }
    return torrents;
  }
}
