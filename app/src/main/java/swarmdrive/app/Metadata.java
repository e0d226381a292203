package swarmdrive.app;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import swarmdrive.engine.Torrent;
import swarmdrive.engine.metainfo.Metainfo;

/** Waits for a magnet's metadata. */
final class Metadata {
  private static final long LOOK_MILLIS = 50;

  private Metadata() {}

  /**
   * Waits.
   *
   * @throws IOException if it does not come in time, with what is known of the reason
   */
  static Metainfo await(Torrent torrent, Duration patience)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    CountDownLatch never = new CountDownLatch(1);
    Optional<Metainfo> metainfo = torrent.metainfo();
    while (metainfo.isEmpty()) {
      if (System.nanoTime() >= end) {
        throw new IOException(
            "the metadata did not come within "
                + patience.toSeconds()
                + " s: "
                + (torrent.status().peers() == 0
                    ? "no peer was found"
                    : "the peers that were found do not give it"));
      }
      never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      metainfo = torrent.metainfo();
    }
    return metainfo.get();
  }
}
