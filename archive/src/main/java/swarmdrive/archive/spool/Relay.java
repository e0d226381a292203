package swarmdrive.archive.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.ByteSource;

/**
 * The archive as a decoder sees it: each read becomes a demand that somebody else meets. Read by
 * the decoder's thread only.
 */
final class Relay implements ByteSource {
  private static final int MOST = 64 << 10;

  private final long size;
  private final Duration patience;
  private final ReentrantLock lock;
  private final Condition changed;
  private @Nullable Demand demand;
  private byte @Nullable [] supplied;
  private boolean stopped;

  /**
   * @param lock of the file that is decoded to
   * @param changed signalled when there is a demand, and when it is met
   * @param patience how long a demand may stay unmet before the decoder ends
   */
  Relay(long size, ReentrantLock lock, Condition changed, Duration patience) {
    this.size = size;
    this.lock = lock;
    this.changed = changed;
    this.patience = patience;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    if (position >= size) {
      return -1;
    }
    int length = (int) Math.min(Math.min(MOST, target.remaining()), size - position);
    if (length == 0) {
      return 0;
    }
    target.put(await(new Demand(position, length)));
    return length;
  }

  private byte[] await(Demand wish) throws ClosedChannelException {
    lock.lock();
    try {
      demand = wish;
      supplied = null;
      changed.signalAll();
      long left = patience.toNanos();
      while (supplied == null && !stopped && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (supplied == null) {
        stopped = true;
        throw new ClosedChannelException();
      }
      return supplied;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
      throw new ClosedChannelException();
    } finally {
      demand = null;
      lock.unlock();
    }
  }

  /** What the decoder waits for; called with the lock. */
  @Nullable Demand demand() {
    return supplied == null ? demand : null;
  }

  /** Meets a demand, if it is still the decoder's; called with the lock. */
  void supply(Demand met, byte[] bytes) {
    if (demand == met && supplied == null) {
      supplied = bytes;
      changed.signalAll();
    }
  }

  /** Ends the decoder at its next read; called with the lock. */
  void stop() {
    stopped = true;
    changed.signalAll();
  }

  /** Called with the lock. */
  boolean isStopped() {
    return stopped;
  }

  /** Nanoseconds that a reader waits before it looks again whether it still wants to. */
  static long step() {
    return TimeUnit.MILLISECONDS.toNanos(250);
  }
}
