package swarmdrive.archive.deflate;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.index.IndexInput;
import swarmdrive.archive.index.IndexOutput;

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
  private volatile long end = DeflatedMember.UNKNOWN;
  private final AtomicLong added = new AtomicLong();
  private final AtomicLong kept = new AtomicLong();

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
        added.incrementAndGet();
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

  /** A pass has been at the stream's end, which is at this decoded position. */
  void complete(long size) {
    end = size;
    complete = true;
  }

  /** Where the stream ends, or {@link DeflatedMember#UNKNOWN}. */
  long end() {
    return end;
  }

  /** True once for what was learned since it was last asked. */
  boolean hasNews() {
    long news = complete ? Long.MAX_VALUE : added.get();
    return kept.getAndSet(news) != news;
  }

  void writeTo(IndexOutput out) throws IOException {
    out.int32(complete ? 1 : 0); // before the others: later ones only make them denser
    List<Checkpoint> all = List.copyOf(byPosition.values());
    out.int32(thinned);
    out.int64(end);
    out.int32(all.size());
    for (Checkpoint checkpoint : all) {
      checkpoint.writeTo(out);
    }
  }

  static Checkpoints readFrom(IndexInput in, Spacing spacing) {
    Checkpoints read = new Checkpoints(spacing);
    boolean complete = in.int32() != 0;
    read.thinned = in.int32();
    read.end = in.int64();
    for (int left = in.count(Checkpoint.LEAST_BYTES); left > 0; left--) {
      read.add(Checkpoint.readFrom(in));
    }
    read.complete = complete;
    read.hasNews();
    return read;
  }

  /** Memory, about, bytes. */
  int bytes() {
    return bytes;
  }

  int count() {
    return byPosition.size();
  }
}
