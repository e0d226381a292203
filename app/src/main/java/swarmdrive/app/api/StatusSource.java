package swarmdrive.app.api;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import swarmdrive.app.config.ProgramVersion;
import swarmdrive.engine.EngineStatus;
import swarmdrive.engine.TorrentEngine;
import swarmdrive.webdav.WebDavServer;

/** Puts the numbers of engine and server together. Safe for any number of threads. */
@Singleton
public final class StatusSource {
  private final TorrentEngine engine;
  private final Provider<WebDavServer> server;
  private final InstantSource clock;
  private final ScheduledExecutorService timer;
  private final Instant started;
  private final TorrentRates torrentRates;
  private final Rates rates = new Rates();

  /** The server is asked for later, since the API is part of it. */
  @Inject
  StatusSource(
      TorrentEngine engine,
      Provider<WebDavServer> server,
      InstantSource clock,
      ScheduledExecutorService timer,
      TorrentRates torrentRates) {
    this.engine = engine;
    this.server = server;
    this.clock = clock;
    this.timer = timer;
    this.torrentRates = torrentRates;
    this.started = clock.instant();
  }

  /** Begins to measure rates, until the timer ends. */
  @SuppressWarnings("FutureReturnValueIgnored") // it fails only when the program does
  public void start() {
    timer.scheduleWithFixedDelay(this::sample, 0, 1, TimeUnit.SECONDS);
  }

  private void sample() {
    EngineStatus now = engine.status();
    long time = System.nanoTime();
    rates.sample(time, now.bytesReceived(), now.bytesSent(), server.get().bytesServed());
    torrentRates.sample(time);
  }

  Status status() {
    EngineStatus now = engine.status();
    return new Status(
        ProgramVersion.number(),
        started.truncatedTo(ChronoUnit.SECONDS).toString(),
        Duration.between(started, clock.instant()).toSeconds(),
        now.torrents(),
        now.peers(),
        now.readers(),
        server.get().connections(),
        now.bytesReceived(),
        now.bytesSent(),
        server.get().bytesServed(),
        rates.perSecond(0),
        rates.perSecond(1),
        rates.perSecond(2),
        now.bytesStored(),
        now.storeUsed(),
        now.storeLimit(),
        now.storeProblem(),
        now.piecesVerified(),
        now.piecesFailed(),
        now.listenPort());
  }
}
