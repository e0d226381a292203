package swarmdrive.webdav.http;

import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

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

  /** Parts that have not been released. */
  private int outstanding;

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
      while (!aborted && outstanding >= limit) {
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
        outstanding++;
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
      return outstanding == 0 && !aborted;
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
    Outgoing part = takeIfFirst(message);
    if (part == null) {
      return false;
    }
    // before there is room again: what the parts hold stays within the limit at every moment
    part.release(true);
    lock.lock();
    try {
      outstanding--;
      room.signal();
      return ended && outstanding == 0;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Outgoing takeIfFirst(Object message) {
    lock.lock();
    try {
      Outgoing first = inFlight.peek();
      return first != null && first.message() == message ? inFlight.poll() : null;
    } finally {
      lock.unlock();
    }
  }

  /** The connection is gone: releases everything and wakes the request's thread. */
  void abort() {
    List<Outgoing> lost;
    lock.lock();
    try {
      aborted = true;
      lost = new ArrayList<>(inFlight);
      inFlight.clear();
      outstanding = 0;
      room.signalAll();
    } finally {
      lock.unlock();
    }
    lost.forEach(part -> part.release(false));
  }

  boolean isEmpty() {
    lock.lock();
    try {
      return outstanding == 0;
    } finally {
      lock.unlock();
    }
  }
}
