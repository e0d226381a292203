package swarmdrive.engine.tracker;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.tracker.Announce.Event;

/**
 * Announces one torrent to its trackers as long as it is open: to all of them, each at its own
 * time; a private torrent to one at a time (BEP 27), to the next when that fails.
 */
public final class TrackerRounds implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(TrackerRounds.class);
  private static final Duration SHORTEST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
  private static final int MAX_DOUBLINGS = 9;

  /** Trackers of one torrent; some magnets name hundreds. */
  private static final int MAX_TRACKERS = 100;

  /** How far the torrent is, in bytes; for any thread. */
  public interface Progress {
    long downloaded();

    long uploaded();

    /** Bytes that are missing; -1 if unknown. */
    long left();
  }

  /**
   * Who we are, for trackers.
   *
   * @param peerId 20 characters, a byte each
   * @param port of TCP
   */
  public record Self(String peerId, int port) {}

  private final InfoHash torrent;
  private final Self self;
  private final Progress progress;
  private final ExecutorService threads;
  private final Consumer<Collection<InetSocketAddress>> found;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Nothing is announced yet.
   *
   * @param threads one is taken for each tracker
   * @param found is told peers, on those threads
   */
  public TrackerRounds(
      InfoHash torrent,
      Self self,
      Progress progress,
      ExecutorService threads,
      Consumer<Collection<InetSocketAddress>> found) {
    this.torrent = torrent;
    this.self = self;
    this.progress = progress;
    this.threads = threads;
    this.found = found;
  }

  /** Begins; trackers of unknown kinds are passed over. */
  public void start(List<String> urls, Trackers trackers, boolean oneAtATime) {
    List<Tracker> known =
        urls.stream()
            .distinct()
            .limit(MAX_TRACKERS)
            .map(url -> known(url, trackers))
            .flatMap(Optional::stream)
            .toList();
    if (oneAtATime && !known.isEmpty()) {
      threads.execute(() -> announceTo(known));
    } else {
      known.forEach(tracker -> threads.execute(() -> announceTo(List.of(tracker))));
    }
  }

  private static Optional<Tracker> known(String url, Trackers trackers) {
    Optional<Tracker> tracker = trackers.of(url);
    if (tracker.isEmpty()) {
      LOG.atDebug().addKeyValue("tracker", url).log("tracker of an unknown kind passed over");
    }
    return tracker;
  }

  /** To one of them, as long as it answers, then to the next. */
  private void announceTo(List<Tracker> trackers) {
    int at = 0;
    int failures = 0;
    boolean told = false;
    Duration pause;
    try {
      do {
        try {
          Event event = told ? Event.NONE : Event.STARTED;
          TrackerAnswer answer = trackers.get(at).announce(announce(event));
          told = true;
          failures = 0;
          found.accept(answer.peers());
          pause = bounded(answer.interval());
        } catch (IOException e) {
          LOG.atDebug()
              .addKeyValue("torrent", torrent)
              .addKeyValue("reason", e.getMessage())
              .log("announce failed");
          failures++;
          boolean next = trackers.size() > 1 && failures % trackers.size() != 0;
          at = (at + 1) % trackers.size();
          told = told && trackers.size() == 1;
          pause = next ? Duration.ZERO : retry(failures / trackers.size());
        }
      } while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS));
      if (told) {
        trackers.get(at).announce(announce(Event.STOPPED));
      }
    } catch (IOException e) {
      LOG.debug("last announce failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Announce announce(Event event) {
    long left = progress.left();
    return new Announce(
        torrent,
        self.peerId(),
        self.port(),
        progress.uploaded(),
        progress.downloaded(),
        // Trackers take 0 for a seed; without metadata any other number does.
        left < 0 ? 1L << 30 : left,
        event);
  }

  private static Duration bounded(Duration interval) {
    return interval.compareTo(SHORTEST) < 0
        ? SHORTEST
        : interval.compareTo(LONGEST) > 0 ? LONGEST : interval;
  }

  private static Duration retry(int failures) {
    return FIRST_RETRY.multipliedBy(1L << Math.clamp(failures - 1L, 0, MAX_DOUBLINGS));
  }

  /** Ends it; trackers are told that we stop, in the background. */
  @Override
  public void close() {
    closed.countDown();
  }
}
