package swarmdrive.engine.piece;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Which pieces of a store somebody waits for. Safe for any number of threads, no locks. */
final class Claims {
  private final Map<Integer, Integer> waiting = new ConcurrentHashMap<>();

  /** Close it once or more. */
  PieceClaim add(int piece) {
    waiting.merge(piece, 1, Integer::sum);
    AtomicBoolean closed = new AtomicBoolean();
    return () -> {
      if (closed.compareAndSet(false, true)) {
        waiting.computeIfPresent(piece, (same, count) -> count == 1 ? null : count - 1);
      }
    };
  }

  /** True if somebody waits for one of the pieces. */
  boolean any(int from, int to) {
    if (waiting.isEmpty()) {
      return false; // nearly always
    }
    for (int piece = from; piece < to; piece++) {
      if (waiting.containsKey(piece)) {
        return true;
      }
    }
    return false;
  }
}
