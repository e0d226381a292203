package swarmdrive.archive.parts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData.DecodedSource;

/** A member in several parts put together. Safe for any number of threads. */
public final class PartsSource implements DecodedSource {
  private final Parts parts;
  private final ByteSource archive;
  private volatile boolean closed;

  public PartsSource(Parts parts, ByteSource archive) {
    this.parts = parts;
    this.archive = archive;
  }

  @Override
  public long size() {
    return parts.size();
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    if (position < 0) {
      throw new IllegalArgumentException("position " + position);
    }
    if (position >= parts.size()) {
      return -1;
    }
    int limit = target.limit();
    target.limit((int) Math.min(limit, target.position() + parts.left(position)));
    try {
      return archive.read(parts.inArchive(position), target);
    } finally {
      target.limit(limit);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
