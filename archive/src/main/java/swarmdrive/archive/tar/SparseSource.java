package swarmdrive.archive.tar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData.DecodedSource;

/** A sparse member put together. Safe for any number of threads. */
final class SparseSource implements DecodedSource {
  private final SparseMap map;
  private final long size;
  private final ByteSource archive;
  private volatile boolean closed;

  SparseSource(SparseMap map, long size, ByteSource archive) {
    this.map = map;
    this.size = size;
    this.archive = archive;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    if (position < 0) {
      throw new IllegalArgumentException("position " + position);
    }
    if (position >= size) {
      return -1;
    }
    int extent = map.at(position);
    if (extent >= 0 && position < map.end(extent)) {
      return data(extent, position, target);
    }
    long end = extent + 1 < map.count() ? map.position(extent + 1) : size;
    return zeros((int) Math.min(target.remaining(), end - position), target);
  }

  private int data(int extent, long position, ByteBuffer target) throws IOException {
    int limit = target.limit();
    long left = map.end(extent) - position;
    target.limit((int) Math.min(limit, target.position() + left));
    try {
      return archive.read(map.inArchive(extent) + position - map.position(extent), target);
    } finally {
      target.limit(limit);
    }
  }

  private static int zeros(int count, ByteBuffer target) {
    target.put(new byte[count]);
    return count;
  }

  @Override
  public void close() {
    closed = true;
  }
}
