package swarmdrive.archive.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import swarmdrive.archive.ByteSource;

/** Gives a few bytes at a time, as a source may. */
public final class ShortReadSource implements ByteSource {
  private final ByteSource source;
  private final int most;

  public ShortReadSource(ByteSource source, int most) {
    this.source = source;
    this.most = most;
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    int limit = target.limit();
    target.limit(Math.min(limit, target.position() + most));
    try {
      return source.read(position, target);
    } finally {
      target.limit(limit);
    }
  }
}
