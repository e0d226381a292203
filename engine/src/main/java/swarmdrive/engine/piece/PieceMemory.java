package swarmdrive.engine.piece;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Pieces of all torrents that the disk did not take. Past the bound those go that were not read for
 * the longest time; a lease keeps its bytes all the same. The newest piece always stays, or a small
 * bound would make reading impossible. Its lock is taken last and held for map operations only.
 */
final class PieceMemory {
  /** A piece of a store; stores are told apart by identity. */
  record Key(SegmentedStore store, int piece) {}

  /** How many times the bound pieces may take that somebody waits for. */
  private static final int MOST_WAITED_FOR = 2;

  private final long bound;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, ByteBuffer> pieces = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * @param bound bytes
   */
  PieceMemory(long bound) {
    this.bound = bound;
  }

  /** Keeps a copy. */
  void put(Key key, ByteBuffer source) {
    ByteBuffer copy = ByteBuffer.allocate(source.remaining()).put(source.duplicate()).flip();
    List<Key> gone = new ArrayList<>();
    lock.lock();
    try {
      remove(key);
      pieces.put(key, copy.asReadOnlyBuffer());
      key.store().inMemory().add(key.piece());
      bytes += copy.limit();
      for (Key victim = victim(key); victim != null; victim = victim(key)) {
        remove(victim);
        gone.add(victim);
      }
    } finally {
      lock.unlock();
    }
    gone.forEach(piece -> piece.store().gone(piece.piece()));
  }

  /** What is to go before the newest: nothing that somebody waits for, unless that is too much. */
  private @Nullable Key victim(Key newest) {
    if (bytes <= bound) {
      return null;
    }
    return pieces.keySet().stream()
        .filter(key -> !key.equals(newest))
        .filter(key -> bytes / MOST_WAITED_FOR > bound || !key.store().isClaimed(key.piece()))
        .findFirst()
        .orElse(null);
  }

  /** The piece's bytes, from zero to limit; counts as a use. */
  Optional<ByteBuffer> get(Key key) {
    if (!key.store().inMemory().get(key.piece())) {
      return Optional.empty(); // nearly always, without the lock
    }
    lock.lock();
    try {
      return Optional.ofNullable(pieces.get(key)).map(ByteBuffer::duplicate);
    } finally {
      lock.unlock();
    }
  }

  void remove(Key key) {
    lock.lock();
    try {
      ByteBuffer removed = pieces.remove(key);
      if (removed != null) {
        bytes -= removed.limit();
        key.store().inMemory().remove(key.piece());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Drops all pieces of a store. */
  void forget(SegmentedStore store) {
    lock.lock();
    try {
      pieces.keySet().stream().filter(key -> key.store() == store).toList().forEach(this::remove);
    } finally {
      lock.unlock();
    }
  }

  /** The piece that would go next. */
  Optional<Key> eldest() {
    lock.lock();
    try {
      return pieces.keySet().stream().findFirst();
    } finally {
      lock.unlock();
    }
  }

  long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }
}
