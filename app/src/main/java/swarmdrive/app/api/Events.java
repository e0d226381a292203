package swarmdrive.app.api;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import swarmdrive.app.log.RecentLog;

/**
 * {@code /events}: what changes, as server-sent events (the WHATWG HTML standard has their form). A
 * look once a second for each client, on its request's thread; a client that does not take what it
 * is sent waits there alone.
 */
@Singleton
public final class Events implements Closeable {
  static final int MOST_CLIENTS = 100;

  private static final long PERIOD_MILLIS = 1_000;

  private final StatusSource status;
  private final TorrentList torrents;
  private final RecentLog log;
  private final Semaphore clients = new Semaphore(MOST_CLIENTS);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private boolean closed; // under the lock

  @Inject
  Events(StatusSource status, TorrentList torrents, RecentLog log) {
    this.status = status;
    this.torrents = torrents;
    this.log = log;
  }

  List<Operation> operations() {
    return List.of(Operation.of("GET", "/events", this::stream));
  }

  private void stream(Call call) throws IOException {
    String level = call.asked("log").isPresent() ? LogResource.level(call, "log") : "";
    if (!clients.tryAcquire()) {
      throw ProblemException.unavailable(
          "there are " + MOST_CLIENTS + " clients of events already");
    }
    try (OutputStream out =
        call.exchange().stream(
            200,
            Map.of(
                "Content-Type", "text/event-stream",
                "Cache-Control", "no-store",
                "X-Accel-Buffering", "no"))) {
      if (!call.exchange().method().equals("HEAD")) {
        stream(out, new TorrentChanges(), level);
      }
    } finally {
      clients.release();
    }
  }

  private void stream(OutputStream out, TorrentChanges changes, String level) throws IOException {
    long lastLine = 0;
    do {
      event(out, "status", status.status());
      TorrentChanges.Changed changed = changes.since(torrents.torrents());
      if (!changed.isEmpty()) {
        event(out, "torrents", changed);
      }
      if (!level.isEmpty()) {
        for (var line : log.lines(lastLine, level, RecentLog.LINES)) {
          event(out, "log", line);
          lastLine = line.number();
        }
      }
      out.flush();
    } while (!endsWithin(PERIOD_MILLIS));
  }

  private static void event(OutputStream out, String name, Object data) throws IOException {
    out.write(("event: " + name + "\ndata: ").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    // JSON has no line ends outside of texts, and escapes those inside
    out.write(Json.bytes(data));
    out.write('\n');
    out.write('\n');
  }

  private boolean endsWithin(long millis) {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (!closed && left > 0) {
        left = ended.awaitNanos(left);
      }
      return closed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Ends all streams, so that the server can stop at once. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
