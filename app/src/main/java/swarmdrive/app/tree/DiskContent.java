package swarmdrive.app.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.DavContent;
import swarmdrive.webdav.FileRun;

/**
 * The bytes of an ordinary file. The file is opened at the first read and closed when this and
 * every run of it are closed. Read by one thread, closed by any.
 */
final class DiskContent implements DavContent {
  private final Path file;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable FileChannel channel;
  private int runs;
  private boolean closed;

  DiskContent(Path file) {
    this.file = file;
  }

  @Override
  public int read(long position, ByteBuffer target, Duration timeout) throws IOException {
    return open().read(target, position);
  }

  @Override
  public Optional<FileRun> locate(long position, long length, Duration timeout) throws IOException {
    FileChannel opened = open();
    long available = Math.min(length, opened.size() - position);
    if (available < 1 || !enter()) {
      return Optional.empty();
    }
    return Optional.of(new FileRun(opened, position, available, this::leave));
  }

  /** No link is followed: what was looked at is what is opened. */
  private FileChannel open() throws IOException {
    lock.lock();
    try {
      if (closed) {
        throw new ClosedChannelException();
      }
      if (channel == null) {
        channel =
            FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
      }
      return channel;
    } finally {
      lock.unlock();
    }
  }

  private boolean enter() {
    lock.lock();
    try {
      if (!closed) {
        runs++;
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      runs--;
      closeIfUnused();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      closeIfUnused();
    } finally {
      lock.unlock();
    }
  }

  private void closeIfUnused() {
    if (closed && runs == 0 && channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // it was open for reading only: nothing is lost
      }
    }
  }
}
