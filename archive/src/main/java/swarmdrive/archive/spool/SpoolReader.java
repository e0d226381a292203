package swarmdrive.archive.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData.DecodedSource;

/**
 * Reads what is decoded, and feeds the decoder until it is far enough. Safe for any number of
 * threads.
 */
final class SpoolReader implements DecodedSource {
  private final SpoolFile file;
  private final ByteSource archive;
  private final AtomicBoolean closed = new AtomicBoolean();

  SpoolReader(SpoolFile file, ByteSource archive) {
    this.file = file;
    this.archive = archive;
  }

  @Override
  public long size() {
    return file.size();
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    if (position < 0) {
      throw new IllegalArgumentException("position " + position);
    }
    while (true) {
      if (closed.get()) {
        throw new ClosedChannelException();
      }
      if (position < file.frontier()) {
        return file.read(position, target);
      }
      if (position >= file.size()) {
        return -1;
      }
      archive.requireTime();
      feed(file.awaitDemand(position));
    }
  }

  private void feed(@Nullable Demand demand) throws IOException {
    if (demand != null) {
      ByteBuffer bytes = ByteBuffer.allocate(demand.length());
      archive.readFully(demand.position(), bytes);
      file.supply(demand, bytes.array());
    }
  }

  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      file.release();
    }
  }
}
