package swarmdrive.app.api;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Rates of a few growing counters over the last seconds, sampled by one clock for all who ask. Safe
 * for any number of threads.
 */
final class Rates {
  static final int SECONDS = 5;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Sample> samples = new ArrayDeque<>();

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sample(long nanoTime, long[] counters) {}

  /** Notes the counters' values; called about once a second. */
  void sample(long nanoTime, long... counters) {
    lock.lock();
    try {
      samples.addLast(new Sample(nanoTime, counters));
      if (samples.size() > SECONDS + 1) {
        samples.removeFirst();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Units per second of one counter; 0 until there are two samples. */
  long perSecond(int counter) {
    lock.lock();
    try {
      if (samples.size() < 2) {
        return 0;
      }
      Sample first = samples.getFirst();
      Sample last = samples.getLast();
      long grown = last.counters[counter] - first.counters[counter];
      double seconds = (last.nanoTime - first.nanoTime) / (double) TimeUnit.SECONDS.toNanos(1);
      return Math.round(grown / seconds);
    } finally {
      lock.unlock();
    }
  }
}
