package swarmdrive.app.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.InterruptedByTimeoutException;
import java.time.Duration;
import swarmdrive.archive.ByteSource;
import swarmdrive.webdav.DavContent;

/** What an archive's directory is read from in the background: late bytes are waited for again. */
final class PatientSource implements ByteSource {
  /** Short enough for the engine to notice that we still want it. */
  private static final Duration STEP = Duration.ofSeconds(30);

  private final DavContent content;
  private final long size;
  private final long end;

  PatientSource(DavContent content, long size, Duration patience) {
    this.content = content;
    this.size = size;
    this.end = System.nanoTime() + patience.toNanos();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    while (true) {
      Duration step = Duration.ofNanos(Math.min(left(), STEP.toNanos()));
      try {
        return content.read(position, target, step);
      } catch (InterruptedByTimeoutException e) {
        // the time in all decides
      }
    }
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
