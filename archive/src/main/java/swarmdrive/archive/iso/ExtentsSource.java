package swarmdrive.archive.iso;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData.DecodedSource;

/** A file in several parts put together. Safe for any number of threads. */
final class ExtentsSource implements DecodedSource {
  private final Extents extents;
  private final long size;
  private final ByteSource image;
  private volatile boolean closed;

  ExtentsSource(Extents extents, long size, ByteSource image) {
    this.extents = extents;
    this.size = size;
    this.image = image;
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
    int part = extents.at(position);
    int limit = target.limit();
    target.limit((int) Math.min(limit, target.position() + extents.end(part, size) - position));
    try {
      return image.read(extents.positions()[part] + position - extents.starts()[part], target);
    } finally {
      target.limit(limit);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
