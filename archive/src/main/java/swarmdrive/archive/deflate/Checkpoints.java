package swarmdrive.archive.deflate;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of one member, shared by all of its readers. Bounded: when they become too many,
 * every other one goes and the distance doubles. Safe for any number of threads.
 */
final class Checkpoints {
  /**
   * How dense checkpoints are.
   *
   * @param compressed bytes of the stream from one to the next, or
   * @param decoded bytes of the member, whichever is reached first
   * @param most bytes that one member's checkpoints may take
   */
  record Spacing(long compressed, long decoded, int most) {
    /**
     * A read from a checkpoint to a place before the next one, with what it reads too much, is less
     * than a MiB of the archive: at most two pieces of that length. 2 MiB take about 15 ms to
     * decode.
     */
    static final Spacing DEFAULT = new Spacing(768L << 10, 2L << 20, 8 << 20);
  }

  private final Spacing spacing;
  private final ConcurrentSkipListMap<Long, Checkpoint> byPosition = new ConcurrentSkipListMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile int bytes;
  private volatile int thinned;
  private volatile boolean complete;

  Checkpoints(Spacing spacing) {
    this.spacing = spacing;
  }

  /** The last one at or before a position. */
  @Nullable Checkpoint floor(long position) {
    Map.Entry<Long, Checkpoint> floor = byPosition.floorEntry(position);
    return floor == null ? null : floor.getValue();
  }

  /** No checkpoint behind this position is worth noting: all are known. */
  long frontier() {
    if (complete) {
      return Long.MAX_VALUE;
    }
    Map.Entry<Long, Checkpoint> last = byPosition.lastEntry();
    return last == null ? 0 : last.getKey();
  }

  /** True if one here would be far enough from those before. */
  boolean wants(long position, long bit) {
    Checkpoint floor = floor(position);
    long decoded = position - (floor == null ? 0 : floor.position());
    long compressed = (bit - (floor == null ? 0 : floor.bit())) >>> 3;
    return decoded >= spacing.decoded << thinned
        || (compressed >= spacing.compressed << thinned && decoded > 0);
  }

  void add(Checkpoint checkpoint) {
    lock.lock();
    try {
      if (byPosition.putIfAbsent(checkpoint.position(), checkpoint) == null) {
        bytes += checkpoint.bytes();
      }
      while (bytes > spacing.most) {
        thin();
      }
    } finally {
      lock.unlock();
    }
  }

  private void thin() {
    boolean goes = true;
    for (Iterator<Checkpoint> each = byPosition.values().iterator(); each.hasNext(); ) {
      Checkpoint checkpoint = each.next();
      if (goes) {
        each.remove();
        bytes -= checkpoint.bytes();
      }
      goes = !goes;
    }
    thinned++;
  }

  /** A pass has been at the stream's end. */
  void complete() {
    complete = true;
  }

  /** Memory, about, bytes. */
  int bytes() {
    return bytes;
  }

  int count() {
    return byPosition.size();
  }
}
