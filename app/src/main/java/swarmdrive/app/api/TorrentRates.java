package swarmdrive.app.api;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.Torrent;
import swarmdrive.engine.TorrentEngine;
import swarmdrive.engine.TorrentStatus;

/** Rates of each torrent. Sampled by the timer's thread, read by any. */
@Singleton
final class TorrentRates {
  private final TorrentEngine engine;
  private final Map<InfoHash, Rates> rates = new ConcurrentHashMap<>();

  @Inject
  TorrentRates(TorrentEngine engine) {
    this.engine = engine;
  }

  /** Once a second. */
  void sample(long nanoTime) {
    for (Torrent torrent : engine.torrents()) {
      TorrentStatus status = torrent.status();
      rates
          .computeIfAbsent(torrent.infoHash(), hash -> new Rates())
          .sample(nanoTime, status.bytesReceived(), status.bytesSent());
    }
    Set<InfoHash> known =
        engine.torrents().stream().map(Torrent::infoHash).collect(Collectors.toSet());
    rates.keySet().retainAll(known);
  }

  /** Bytes per second from the swarm. */
  long down(InfoHash torrent) {
    return of(torrent, 0);
  }

  /** Bytes per second to the swarm. */
  long up(InfoHash torrent) {
    return of(torrent, 1);
  }

  private long of(InfoHash torrent, int counter) {
    Rates known = rates.get(torrent);
    return known == null ? 0 : known.perSecond(counter);
  }
}
