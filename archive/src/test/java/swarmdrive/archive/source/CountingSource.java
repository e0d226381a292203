package swarmdrive.archive.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import swarmdrive.archive.ByteSource;

/** Counts what is read of another source, and which pieces that touches. */
public final class CountingSource implements ByteSource {
  private final ByteSource source;
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger smallest = new AtomicInteger(Integer.MAX_VALUE);
  private final ConcurrentSkipListMap<Long, Integer> ranges = new ConcurrentSkipListMap<>();

  public CountingSource(ByteSource source) {
    this.source = source;
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    int count = source.read(position, target);
    reads.incrementAndGet();
    if (count > 0) {
      bytes.addAndGet(count);
      smallest.accumulateAndGet(count, Math::min);
      ranges.merge(position, count, Math::max);
    }
    return count;
  }

  public int reads() {
    return reads.get();
  }

  public long bytes() {
    return bytes.get();
  }

  /** Shortest read. */
  public int smallest() {
    return smallest.get();
  }

  /** Distinct pieces of this size that were touched since the last {@link #reset}. */
  public long pieces(long pieceLength) {
    return ranges.entrySet().stream()
        .flatMapToLong(
            range ->
                LongStream.rangeClosed(
                    range.getKey() / pieceLength,
                    (range.getKey() + range.getValue() - 1) / pieceLength))
        .distinct()
        .count();
  }

  public void reset() {
    reads.set(0);
    bytes.set(0);
    smallest.set(Integer.MAX_VALUE);
    ranges.clear();
  }
}
