package swarmdrive.archive.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import swarmdrive.archive.ByteSource;

/** Some bytes are missing: who reads them waits until they arrive. */
public final class MissingSource implements ByteSource {
  private final ByteSource source;
  private final long from;
  private final long to;
  private final CountDownLatch arrival = new CountDownLatch(1);
  private final CountDownLatch wanted = new CountDownLatch(1);

  /** Missing are {@code [from, to)}. */
  public MissingSource(ByteSource source, long from, long to) {
    this.source = source;
    this.from = from;
    this.to = to;
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    if (position < to && position + target.remaining() > from) {
      wanted.countDown();
      await(arrival);
    }
    return source.read(position, target);
  }

  /** Waits until somebody wants the missing bytes. */
  public void awaitWish() throws IOException {
    await(wanted);
  }

  public void arrive() {
    arrival.countDown();
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new IOException("nothing happened for 30 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
