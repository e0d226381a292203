package swarmdrive.engine.bt;

import bt.metainfo.TorrentId;
import java.io.Closeable;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Looks one torrent up in the DHT as long as it is open (BEP 5), which announces it there, on a
 * virtual thread.
 */
final class DhtRounds implements Closeable {
  private static final Duration INTERVAL = Duration.ofMinutes(5);

  /** As long as our node is alone. */
  private static final Duration RETRY = Duration.ofSeconds(2);

  /** Between look-ups that found nobody, at first. */
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private static final int MAX_DOUBLINGS = 9;

  /** Peers taken from one look-up. */
  private static final int MAX_PEERS = 500;

  private final TorrentId torrent;
  private final ExecutorService threads;
  private final Consumer<Collection<InetSocketAddress>> found;
  private final CountDownLatch closed = new CountDownLatch(1);

  DhtRounds(
      TorrentId torrent, ExecutorService threads, Consumer<Collection<InetSocketAddress>> found) {
    this.torrent = torrent;
    this.threads = threads;
    this.found = found;
  }

  /**
   * Begins.
   *
   * @param port ours, of TCP; 0 if we do not listen
   */
  void start(DhtNode dht, int port) {
    threads.execute(
        () -> {
          int fruitless = 0;
          boolean ended;
          do {
            int count = lookUp(dht, port);
            fruitless = count == 0 ? fruitless + 1 : 0;
            ended = closed(count < 0 ? RETRY : count > 0 ? INTERVAL : again(fruitless));
          } while (!ended);
        });
  }

  private static Duration again(int fruitless) {
    Duration wanted = AGAIN.multipliedBy(1L << Math.min(fruitless - 1, MAX_DOUBLINGS));
    return wanted.compareTo(INTERVAL) > 0 ? INTERVAL : wanted;
  }

  /** Peers found; -1 if the node knows no others yet. */
  private int lookUp(DhtNode dht, int port) {
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

  private boolean closed(Duration pause) {
    try {
      return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
