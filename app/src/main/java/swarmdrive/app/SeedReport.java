package swarmdrive.app;

import java.io.Closeable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import swarmdrive.app.config.Sizes;
import swarmdrive.engine.EngineStatus;
import swarmdrive.engine.TorrentEngine;

/** A line of peers and rates that renews itself on a terminal; nothing in a pipe. */
final class SeedReport implements Closeable {
  private final TorrentEngine engine;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("seed-report").factory());
  private long lastSent;

  private SeedReport(TorrentEngine engine) {
    this.engine = engine;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // it runs until it is closed
  static SeedReport start(TorrentEngine engine) {
    SeedReport report = new SeedReport(engine);
    if (Terminal.isInteractive()) {
      report.timer.scheduleAtFixedRate(report::print, 1, 1, TimeUnit.SECONDS);
    }
    return report;
  }

  private void print() {
    System.err.print("\r" + line(engine.status()) + "\u001b[K");
  }

  /** For the last second. */
  String line(EngineStatus status) {
    long rate = status.bytesSent() - lastSent;
    lastSent = status.bytesSent();
    return status.peers()
        + " peers, "
        + Sizes.show(rate)
        + "/s, "
        + Sizes.show(status.bytesSent())
        + " sent";
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
