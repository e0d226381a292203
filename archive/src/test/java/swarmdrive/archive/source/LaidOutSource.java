package swarmdrive.archive.source;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import swarmdrive.archive.ByteSource;

/** Runs of bytes at positions, zeros between: an archive of any size in little memory. */
public final class LaidOutSource implements ByteSource {
  private final TreeMap<Long, byte[]> runs = new TreeMap<>();
  private long size;

  public static LaidOutSource of(byte[] bytes) {
    return new LaidOutSource().append(bytes);
  }

  public LaidOutSource append(byte[] bytes) {
    runs.put(size, bytes);
    size += bytes.length;
    return this;
  }

  public LaidOutSource appendHole(long length) {
    size += length;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long position, ByteBuffer target) {
    if (position < 0) {
      throw new IllegalArgumentException("position " + position);
    }
    if (position >= size) {
      return -1;
    }
    int count = (int) Math.min(target.remaining(), size - position);
    byte[] bytes = new byte[count];
    Map.Entry<Long, byte[]> first = runs.floorEntry(position);
    long from = first == null ? position : first.getKey();
    for (Map.Entry<Long, byte[]> run : runs.subMap(from, position + count).entrySet()) {
      long start = Math.max(position, run.getKey());
      long end = Math.min(position + count, run.getKey() + run.getValue().length);
      if (start < end) {
        System.arraycopy(
            run.getValue(),
            (int) (start - run.getKey()),
            bytes,
            (int) (start - position),
            (int) (end - start));
      }
    }
    target.put(bytes);
    return count;
  }

  /** All bytes, if they are few. */
  public byte[] toBytes() {
    ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(size));
    if (size > 0) {
      read(0, all);
    }
    return all.array();
  }
}
