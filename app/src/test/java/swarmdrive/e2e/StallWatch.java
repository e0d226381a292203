package swarmdrive.e2e;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/** Looks at a counter four times a second and keeps the longest time in which it did not grow. */
final class StallWatch implements AutoCloseable {
  private final AtomicLong longestNanos = new AtomicLong();
  private final AtomicLong lastGrowth = new AtomicLong(System.nanoTime());
  private final Thread thread;

  private StallWatch(Callable<Long> counter) {
    thread = Thread.ofPlatform().daemon().name("stall-watch").start(() -> watch(counter));
  }

  static StallWatch start(Callable<Long> counter) {
    return new StallWatch(counter);
  }

  /** Begins anew. */
  void reset() {
    lastGrowth.set(System.nanoTime());
    longestNanos.set(0);
  }

  Duration longest() {
    return Duration.ofNanos(longestNanos.get());
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void watch(Callable<Long> counter) {
    long last = -1;
    try {
      while (true) {
        Thread.sleep(Duration.ofMillis(250));
        long now = counter.call();
        if (now != last) {
          last = now;
          lastGrowth.set(System.nanoTime());
        }
        longestNanos.accumulateAndGet(System.nanoTime() - lastGrowth.get(), Math::max);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      // The server has gone: nothing left to watch.
    }
  }
}
