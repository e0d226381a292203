package swarmdrive.engine.read;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Who waits for which piece of one torrent. For any thread; only {@link Waiter#await} blocks. */
public final class PieceArrivals {
  private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  /**
   * One reader that waits for one piece. Registered before the store is asked, so that no arrival
   * is missed.
   */
  final class Waiter implements AutoCloseable {
    private final Object owner;
    private final int piece;
    private final Semaphore signal = new Semaphore(0);

    private Waiter(Object owner, int piece) {
      this.owner = owner;
      this.piece = piece;
    }

    /** Waits for a signal; false if the time is over. */
    boolean await(long nanos) throws InterruptedException {
      return signal.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
      waiters.remove(this);
    }
  }

  Waiter register(Object owner, int piece) {
    Waiter waiter = new Waiter(owner, piece);
    waiters.add(waiter);
    return waiter;
  }

  /** A piece is in the store: wakes its readers. */
  public void arrived(int piece) {
    for (Waiter waiter : waiters) {
      if (waiter.piece == piece) {
        waiter.signal.release();
      }
    }
  }

  /** Wakes what the owner waits for. */
  void wake(Object owner) {
    for (Waiter waiter : waiters) {
      if (waiter.owner == owner) {
        waiter.signal.release();
      }
    }
  }

  /** The torrent is gone: wakes everybody, for ever. */
  public void end() {
    ended = true;
    for (Waiter waiter : waiters) {
      waiter.signal.release();
    }
  }

  boolean ended() {
    return ended;
  }
}
