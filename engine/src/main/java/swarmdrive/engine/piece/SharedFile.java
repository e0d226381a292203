package swarmdrive.engine.piece;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A file whose one channel is shared by all who pinned it. Opened when first needed; open as long
 * as it is pinned, after that until {@link OpenFiles} wants room. Pinning takes no lock and does no
 * I/O; the lock here is only for those who need the file open.
 *
 * <p>An interrupt during I/O closes a {@link FileChannel} under everybody. So I/O here puts the
 * flag aside, and opens a channel anew that was closed by somebody's interrupt elsewhere.
 */
final class SharedFile {
  /** Opens the file; the second and later times because the channel was closed to save handles. */
  interface Opener {
    FileChannel open() throws IOException;
  }

  private interface Action {
    void run(FileChannel channel) throws IOException;
  }

  /** Above the number of pins: the file takes no more pins. */
  private static final int GONE = 1 << 30;

  /** Larger transfers make the JDK keep a direct buffer of that size for each thread. */
  private static final int SLICE = 256 << 10;

  private static final int MOST_REOPENINGS = 20;

  private final Path path;
  private final OpenFiles openFiles;
  private final Opener opener;
  private final AtomicInteger pins = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable FileChannel channel; // under the lock

  SharedFile(Path path, OpenFiles openFiles, Opener opener) {
    this.path = path;
    this.openFiles = openFiles;
    this.opener = opener;
  }

  Path path() {
    return path;
  }

  /** False if the file is gone. Each pin is given back with {@link #unpin}. */
  boolean pin() {
    int before = pins.getAndUpdate(p -> p >= GONE ? p : p + 1);
    return before < GONE;
  }

  void unpin() {
    int left = pins.decrementAndGet();
    if (left == GONE || (left == 0 && openFiles.wantsRoom())) {
      openFiles.closeIfIdle(this);
    }
  }

  boolean isIdle() {
    return (pins.get() & ~GONE) == 0;
  }

  /** No more pins from now on, if there are none; else false. {@link #retire} is to follow. */
  boolean refusePinsIfIdle() {
    return pins.compareAndSet(0, GONE);
  }

  /** No more pins from now on; those who have one go on. */
  void retire() {
    pins.getAndUpdate(p -> p | GONE);
    if (isIdle()) {
      openFiles.closeIfIdle(this);
    }
  }

  /** The open channel, for a caller who has a pin; good until that is given back. */
  FileChannel channel() throws IOException {
    FileChannel open;
    lock.lock();
    try {
      if (channel != null && channel.isOpen()) {
        return channel;
      }
      open = opener.open();
      channel = open;
    } finally {
      lock.unlock();
    }
    openFiles.opened(this);
    return open;
  }

  /** False if somebody has a pin. */
  boolean close() throws IOException {
    lock.lock();
    try {
      if (!isIdle()) {
        return false;
      }
      if (channel != null) {
        channel.close();
        channel = null;
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Fills the target.
   *
   * @throws EOFException if the file ends before
   */
  void read(long position, ByteBuffer target) throws IOException {
    long origin = position - target.position();
    int limit = target.limit();
    try {
      run(
          open -> {
            while (target.position() < limit) {
              target.limit(Math.min(limit, target.position() + SLICE));
              if (open.read(target, origin + target.position()) < 0) {
                throw new EOFException(path + " is shorter than it should be");
              }
            }
          });
    } finally {
      target.limit(limit);
    }
  }

  /** Writes all that remains in the source. */
  void write(long position, ByteBuffer source) throws IOException {
    long origin = position - source.position();
    int limit = source.limit();
    run(
        open -> {
          while (source.position() < limit) {
            source.limit(Math.min(limit, source.position() + SLICE));
            open.write(source, origin + source.position());
          }
        });
  }

  /** Brings what was written to the disk. */
  void force() throws IOException {
    run(open -> open.force(false));
  }

  /** Length of the file, bytes. */
  long length() throws IOException {
    long[] length = new long[1];
    run(open -> length[0] = open.size());
    return length[0];
  }

  private void run(Action action) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      for (int attempt = 1; !completes(action, attempt == MOST_REOPENINGS); attempt++) {
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean completes(Action action, boolean last) throws IOException {
    try {
      action.run(channel());
      return true;
    } catch (ClosedChannelException e) {
      if (last) {
        throw new IOException("cannot keep " + path + " open", e);
      }
      return false;
    }
  }
}
