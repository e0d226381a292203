package swarmdrive.app.library;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Wakes who waits for a change. Safe for any number of threads. */
final class Changes {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();

  /** Something changed. */
  void happened() {
    lock.lock();
    try {
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the condition holds, which is looked at after each change.
   *
   * @param condition must not wait
   * @return false if the time is over first
   */
  boolean await(BooleanSupplier condition, Duration most) throws InterruptedException {
    lock.lock();
    try {
      long left = most.toNanos();
      while (!condition.getAsBoolean()) {
        if (left <= 0) {
          return false;
        }
        left = news.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
