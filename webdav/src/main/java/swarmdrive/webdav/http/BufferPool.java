package swarmdrive.webdav.http;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Direct buffers for answers, used again and again: making one costs more than filling it. Keeps at
 * most {@value #KEPT} that nobody uses; how many are in use is bounded by the responses' windows,
 * which shrink when there are many. Any thread.
 */
final class BufferPool {
  /** Bytes of one buffer. */
  static final int SIZE = 64 * 1024;

  private static final int SHARE = 4;

  private static final int KEPT = 256;

  /** From so many in use on, a response gets one at a time. */
  private static final int MANY = 512;

  private final ArrayBlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(KEPT);

  private final AtomicInteger used = new AtomicInteger();

  ByteBuffer take() {
    used.incrementAndGet();
    ByteBuffer buffer = free.poll();
    return buffer == null ? ByteBuffer.allocateDirect(SIZE) : buffer.clear();
  }

  void give(ByteBuffer buffer) {
    used.decrementAndGet();
    free.offer(buffer);
  }

  int used() {
    return used.get();
  }

  /** How many buffers one response may have on their way now. */
  int share() {
    return used.get() < MANY ? SHARE : 1;
  }
}
