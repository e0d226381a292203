package swarmdrive.app.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.InterruptedByTimeoutException;
import java.time.Duration;
import swarmdrive.archive.ByteSource;
import swarmdrive.webdav.DavContent;

/**
 * What an archive's reader reads from, on behalf of one request: each of its reads ends when the
 * request's time is over.
 */
final class ContentSource implements ByteSource {
  private final DavContent content;
  private final long size;
  private volatile long end = System.nanoTime();

  ContentSource(DavContent content, long size) {
    this.content = content;
    this.size = size;
  }

  /** The time that reads from now on have in all. */
  void allow(Duration timeout) {
    end = System.nanoTime() + timeout.toNanos();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    return content.read(position, target, Duration.ofNanos(left()));
  }

  @Override
  public void requireTime() throws IOException {
    left();
  }

  private long left() throws InterruptedByTimeoutException {
    long left = end - System.nanoTime();
    if (left <= 0) {
      throw new InterruptedByTimeoutException();
    }
    return left;
  }
}
