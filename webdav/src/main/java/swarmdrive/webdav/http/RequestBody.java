package swarmdrive.webdav.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A request's body on its way from the I/O thread, which puts, to the request's thread, which reads
 * and may wait. Bounded: from {@value #HIGH} bytes on, nothing more is read from the socket until
 * the reader has made room.
 */
final class RequestBody extends InputStream {
  private static final int HIGH = 128 * 1024;
  private static final int LOW = 32 * 1024;

  /** How the reader's side reaches the connection; any thread. */
  interface Source {
    void suspend();

    void resume();

    /** Tells a client that waits for it to send the body (RFC 9110, 10.1.1). */
    void sendContinue() throws IOException;
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final ArrayDeque<ByteBuffer> queue = new ArrayDeque<>();
  private final Source source;
  private final Duration patience;
  private final boolean announced;
  private int queued;
  private long received;
  private boolean continueOwed;
  private boolean suspended;
  private boolean complete;
  private boolean discarding;
  private @Nullable IOException failure;

  RequestBody(Source source, Duration patience, boolean announced, boolean continueOwed) {
    this.source = source;
    this.patience = patience;
    this.announced = announced;
    this.continueOwed = continueOwed;
    this.complete = !announced;
  }

  boolean announced() {
    return announced;
  }

  /** I/O thread: bytes that came; they are kept as they are. */
  void put(ByteBuffer bytes) {
    lock.lock();
    try {
      received += bytes.remaining();
      if (discarding) {
        return;
      }
      queue.add(bytes);
      queued += bytes.remaining();
      if (queued >= HIGH && !suspended) {
        suspended = true;
        source.suspend();
      }
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** I/O thread: there is no more. */
  void complete() {
    lock.lock();
    try {
      complete = true;
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Any thread: the rest will not come. */
  void fail(IOException reason) {
    lock.lock();
    try {
      if (!complete && failure == null) {
        failure = reason;
        arrived.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Drops what is queued and what still comes.
   *
   * @return bytes received so far
   */
  long discard() {
    lock.lock();
    try {
      discarding = true;
      queue.clear();
      queued = 0;
      suspended = false;
      return received;
    } finally {
      lock.unlock();
    }
  }

  /** Bytes received so far. */
  long received() {
    lock.lock();
    try {
      return received;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the client waits for a go-ahead that it was never given. */
  boolean continueOwed() {
    lock.lock();
    try {
      return continueOwed && received == 0;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    giveContinue();
    lock.lock();
    try {
      ByteBuffer first = awaitBytes();
      if (first == null) {
        return -1;
      }
      int count = Math.min(length, first.remaining());
      first.get(target, offset, count);
      taken(first, count);
      return count;
    } finally {
      lock.unlock();
    }
  }

  private void giveContinue() throws IOException {
    boolean owed;
    lock.lock();
    try {
      owed = continueOwed && received == 0 && !complete;
      continueOwed = false;
    } finally {
      lock.unlock();
    }
    if (owed) {
      source.sendContinue();
    }
  }

  private @Nullable ByteBuffer awaitBytes() throws IOException {
    long left = patience.toNanos();
    while (queue.isEmpty()) {
      if (failure != null) {
        throw failure;
      }
      if (complete || discarding) {
        return null;
      }
      if (left <= 0) {
        throw new HttpStatusException(408, "The request's body did not arrive in time");
      }
      left = awaitSignal(left);
    }
    return queue.peek();
  }

  private long awaitSignal(long nanos) throws EOFException {
    try {
      return arrived.awaitNanos(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EOFException("Interrupted while waiting for the request's body");
    }
  }

  private void taken(ByteBuffer first, int count) {
    if (!first.hasRemaining()) {
      queue.remove();
    }
    queued -= count;
    if (suspended && queued <= LOW) {
      suspended = false;
      source.resume();
    }
  }

  @Override
  public int available() {
    lock.lock();
    try {
      return queued;
    } finally {
      lock.unlock();
    }
  }
}
