package swarmdrive.webdav.http;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Direct buffers for answers, used again and again: making one costs more than filling it. Keeps at
 * most {@value #KEPT} that nobody uses; how many are in use is bounded by the responses' windows.
 * Any thread.
 */
final class BufferPool {
  /** Bytes of one buffer. */
  static final int SIZE = 64 * 1024;

  private static final int KEPT = 256;
  private final ArrayBlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(KEPT);

  ByteBuffer take() {
    ByteBuffer buffer = free.poll();
    return buffer == null ? ByteBuffer.allocateDirect(SIZE) : buffer.clear();
  }

  void give(ByteBuffer buffer) {
    free.offer(buffer);
  }
}
