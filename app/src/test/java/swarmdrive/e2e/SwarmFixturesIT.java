package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The rig itself, without swarmdrive: what fails here is not the drive's fault. */
class SwarmFixturesIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void realPeersExchangeATorrentThroughTheRealTracker() throws Exception {
    try (Lan lan = Lan.create();
        OpenTracker tracker = OpenTracker.start(lan.host("tracker"));
        Libtorrent seeder = Libtorrent.start(lan.host("seeder"));
        Transmission leecher = Transmission.start(lan.host("leecher"));
        Libtorrent other = Libtorrent.start(lan.host("other"))) {
      Path content =
          Content.random(RunFolder.create("content").resolve("rig 🎬 #1.bin"), 5_000_001, 9);
      TorrentOnDisk torrent = TorrentOnDisk.make(content, 1 << 18, tracker.httpUrl());
      tracker.permit(torrent.infoHash());
      seeder.seed(torrent);
      tracker.awaitSeeders(torrent.infoHash(), 1);

      Path downloads = RunFolder.create("downloads");
      leecher.add(torrent, downloads);
      leecher.awaitComplete(torrent.infoHash(), LIMIT);
      assertThat(Files.mismatch(content, downloads.resolve(torrent.name()))).isEqualTo(-1);

      Path others = RunFolder.create("downloads");
      other.download(torrent.magnet(), others);
      other.awaitFinished(LIMIT);
      assertThat(Files.mismatch(content, others.resolve(torrent.name()))).isEqualTo(-1);
      assertThat(seeder.payloadUploaded()).isGreaterThanOrEqualTo(5_000_001);
    }
  }

  @Test
  void faultyPeersAreFoundThroughTheTrackerAndDoWhatTheyAreFor() throws Exception {
    try (Lan lan = Lan.create();
        OpenTracker tracker = OpenTracker.start(lan.host("tracker"));
        Libtorrent leecher = Libtorrent.start(lan.host("leecher"))) {
      NetworkNamespace bad = lan.host("bad");
      for (FaultyPeer.Fault fault : FaultyPeer.Fault.values()) {
        Path content =
            Content.random(RunFolder.create("content").resolve(fault + ".bin"), 1_000_000, 10);
        TorrentOnDisk torrent = TorrentOnDisk.make(content, 1 << 18, tracker.httpUrl());
        tracker.permit(torrent.infoHash());
        try (FaultyPeer peer = FaultyPeer.start(bad, torrent, fault)) {
          leecher.download(torrent, RunFolder.create("downloads"));
          peer.awaitRequest(LIMIT);
          if (fault == FaultyPeer.Fault.CORRUPT) {
            Eventually.isTrue(
                "libtorrent sees wrong bytes",
                LIMIT,
                () ->
                    leecher.stats().path("torrents").path(0).path("hashFailedBytes").asLong() > 0);
          }
          if (fault == FaultyPeer.Fault.VANISH) {
            Eventually.isTrue("it has vanished", LIMIT, peer::hasVanished);
          }
        }
      }
    }
  }
}
