package swarmdrive.engine.bt;

import bt.metainfo.TorrentId;
import bt.net.Peer;
import bt.tracker.ITrackerService;
import bt.tracker.Tracker;
import bt.tracker.TrackerRequestBuilder;
import bt.tracker.TrackerResponse;
import java.io.Closeable;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds peers of one torrent as long as it is open: each tracker and the DHT on a virtual thread of
 * their own, so that none waits for another.
 */
final class Announcer implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
  private static final Duration SHORTEST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
  private static final Duration DHT_INTERVAL = Duration.ofMinutes(5);
  private static final Duration DHT_RETRY = Duration.ofSeconds(2);

  /** Between look-ups that found nobody, at first. */
  private static final Duration DHT_AGAIN = Duration.ofSeconds(10);

  private static final int MAX_DOUBLINGS = 9;

  /** Peers taken from one answer. */
  private static final int MAX_PEERS = 500;

  private final TorrentId torrent;
  private final ExecutorService threads;
  private final Consumer<Collection<InetSocketAddress>> found;
  private final CountDownLatch closed = new CountDownLatch(1);

  Announcer(
      TorrentId torrent, ExecutorService threads, Consumer<Collection<InetSocketAddress>> found) {
    this.torrent = torrent;
    this.threads = threads;
    this.found = found;
  }

  /** Announces to each of the trackers; those of unknown kinds are passed over. */
  void announceTo(List<String> urls, ITrackerService trackers) {
    for (String url : urls) {
      if (supported(url, trackers)) {
        threads.execute(() -> announceTo(url, trackers));
      } else {
        LOG.atDebug().addKeyValue("tracker", url).log("tracker of an unknown kind passed over");
      }
    }
  }

  private static boolean supported(String url, ITrackerService trackers) {
    try {
      return trackers.isSupportedProtocol(url);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void announceTo(String url, ITrackerService trackers) {
    Function<TrackerRequestBuilder, TrackerResponse> event = TrackerRequestBuilder::start;
    int failures = 0;
    boolean known = false;
    do {
      TrackerResponse response = ask(url, trackers, event);
      if (response.isSuccess()) {
        failures = 0;
        known = true;
        event = TrackerRequestBuilder::query;
        tell(response.getPeers());
      } else {
        failures++;
        LOG.atDebug()
            .addKeyValue("tracker", url)
            .addKeyValue("reason", reason(response))
            .log("announce failed");
      }
      if (wait(failures == 0 ? interval(response) : retry(failures))) {
        break;
      }
    } while (true);
    if (known) {
      ask(url, trackers, TrackerRequestBuilder::stop);
    }
  }

  private TrackerResponse ask(
      String url,
      ITrackerService trackers,
      Function<TrackerRequestBuilder, TrackerResponse> event) {
    try {
      Tracker tracker = trackers.getTracker(url);
      return event.apply(tracker.request(torrent));
    } catch (RuntimeException e) {
      return TrackerResponse.exceptional(e);
    }
  }

  private static String reason(TrackerResponse response) {
    return response
        .getError()
        .map(Throwable::toString)
        .orElse(String.valueOf(response.getErrorMessage()));
  }

  private static Duration interval(TrackerResponse response) {
    Duration wanted =
        Duration.ofSeconds(Math.max(response.getInterval(), response.getMinInterval()));
    return wanted.compareTo(SHORTEST) < 0
        ? SHORTEST
        : wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
  }

  private static Duration retry(int failures) {
    Duration wanted = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
    return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
  }

  private void tell(Iterable<Peer> peers) {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (Peer peer : peers) {
      if (!peer.isPortUnknown() && addresses.size() < MAX_PEERS) {
        addresses.add(new InetSocketAddress(peer.getInetAddress(), peer.getPort()));
      }
    }
    if (!addresses.isEmpty()) {
      found.accept(addresses);
    }
  }

  /**
   * Looks the torrent up in the DHT again and again (BEP 5), and announces us there.
   *
   * @param port ours, of TCP; 0 if we do not listen
   */
  void lookUp(DhtNode dht, int port) {
    threads.execute(
        () -> {
          int fruitless = 0;
          boolean ended;
          do {
            int found = lookUpOnce(dht, port);
            fruitless = found == 0 ? fruitless + 1 : 0;
            ended = wait(found < 0 ? DHT_RETRY : found > 0 ? DHT_INTERVAL : again(fruitless));
          } while (!ended);
        });
  }

  private static Duration again(int fruitless) {
    Duration wanted = DHT_AGAIN.multipliedBy(1L << Math.min(fruitless - 1, MAX_DOUBLINGS));
    return wanted.compareTo(DHT_INTERVAL) > 0 ? DHT_INTERVAL : wanted;
  }

  /** Peers found; -1 if the node knows no others yet. */
  private int lookUpOnce(DhtNode dht, int port) {
    AtomicInteger count = new AtomicInteger();
    try {
      boolean asked =
          dht.lookUp(
              torrent,
              port,
              peer -> {
                if (count.incrementAndGet() <= MAX_PEERS) {
                  found.accept(List.of(peer));
                }
              });
      return asked ? count.get() : -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  /** True if this is closed. */
  private boolean wait(Duration pause) {
    try {
      return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Ends it; trackers are told that we stop, in the background. */
  @Override
  public void close() {
    closed.countDown();
  }
}
