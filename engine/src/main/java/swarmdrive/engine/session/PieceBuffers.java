package swarmdrive.engine.session;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Spare buffers for pieces that are being received, by length, within a bound. Runs on the swarm
 * thread.
 */
final class PieceBuffers {
  /** Bytes of spare buffers kept. */
  private static final long MAX_SPARE = 64L << 20;

  private final Map<Integer, ArrayDeque<ByteBuffer>> spare = new HashMap<>();
  private long spareBytes;

  ByteBuffer take(int length) {
    ArrayDeque<ByteBuffer> fitting = spare.get(length);
    if (fitting == null || fitting.isEmpty()) {
      return ByteBuffer.allocate(length);
    }
    spareBytes -= length;
    return fitting.pop().clear();
  }

  void give(ByteBuffer buffer) {
    if (spareBytes + buffer.capacity() <= MAX_SPARE) {
      spareBytes += buffer.capacity();
      spare.computeIfAbsent(buffer.capacity(), length -> new ArrayDeque<>()).push(buffer);
    }
  }
}
