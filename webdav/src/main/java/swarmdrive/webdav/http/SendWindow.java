package swarmdrive.webdav.http;

import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one response has given to the socket and the socket has not yet taken. The request's thread
 * fills it and waits for room; the I/O thread empties it and never waits: the lock is held for a
 * few instructions only. Waiting ends when the client reads, or when the connection is closed,
 * which the sweep does to a client that takes nothing for too long.
 */
final class SendWindow {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final ArrayDeque<Outgoing> inFlight = new ArrayDeque<>(4);
  private boolean aborted;
  private boolean ended;

  /**
   * Waits until fewer than {@code limit} parts are on their way.
   *
   * @throws ClosedChannelException if the connection is gone
   */
  void awaitRoom(int limit) throws ClosedChannelException {
    lock.lock();
    try {
      while (!aborted && inFlight.size() >= limit) {
        room.awaitUninterruptibly();
      }
      requireOpen();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Notes a part that will be written next.
   *
   * @throws ClosedChannelException if the connection is gone; the part was released
   */
  void add(Outgoing part) throws ClosedChannelException {
    lock.lock();
    try {
      if (!aborted) {
        inFlight.add(part);
        return;
      }
    } finally {
      lock.unlock();
    }
    part.release(false);
    throw new ClosedChannelException();
  }

  private void requireOpen() throws ClosedChannelException {
    if (aborted) {
      throw new ClosedChannelException();
    }
  }

  /**
   * Says that nothing more will be added.
   *
   * @return whether all was sent already
   */
  boolean end() {
    lock.lock();
    try {
      ended = true;
      return inFlight.isEmpty() && !aborted;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The socket took a message. I/O thread.
   *
   * @return whether it was the response's last
   */
  boolean sent(Object message) {
    Outgoing part;
    boolean last;
    lock.lock();
    try {
      part = inFlight.peek();
      if (part == null || part.message() != message) {
        return false;
      }
      inFlight.remove();
      last = ended && inFlight.isEmpty();
      room.signal();
    } finally {
      lock.unlock();
    }
    part.release(true);
    return last;
  }

  /** The connection is gone: releases everything and wakes the request's thread. */
  void abort() {
    List<Outgoing> lost;
    lock.lock();
    try {
      aborted = true;
      lost = new ArrayList<>(inFlight);
      inFlight.clear();
      room.signalAll();
    } finally {
      lock.unlock();
    }
    lost.forEach(part -> part.release(false));
  }

  boolean isEmpty() {
    lock.lock();
    try {
      return inFlight.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}
