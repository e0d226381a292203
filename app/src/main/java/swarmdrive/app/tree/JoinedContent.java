package swarmdrive.app.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.DavContent;
import swarmdrive.webdav.FileRun;

/**
 * The bytes of several volumes for one request. One volume is open at a time: a reader that is past
 * it has no wishes there. Read by one thread, closed by any.
 */
final class JoinedContent implements DavContent {
  private final List<Origin> volumes;
  private final long[] ends; // of each volume, counted from the first one's begin
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable DavContent current;
  private int currentNumber = -1;
  private boolean closed;

  JoinedContent(List<Origin> volumes) {
    this.volumes = volumes;
    ends = volumes.stream().mapToLong(Origin::size).toArray();
    Arrays.parallelPrefix(ends, Long::sum);
  }

  @Override
  public int read(long position, ByteBuffer target, Duration timeout) throws IOException {
    int number = at(position);
    if (number == ends.length) {
      return -1;
    }
    int limit = target.limit();
    target.limit((int) Math.min(limit, target.position() + ends[number] - position));
    try {
      return content(number).read(position - start(number), target, timeout);
    } finally {
      target.limit(limit);
    }
  }

  @Override
  public Optional<FileRun> locate(long position, long length, Duration timeout) throws IOException {
    int number = at(position);
    return number == ends.length
        ? Optional.empty()
        : content(number)
            .locate(position - start(number), Math.min(length, ends[number] - position), timeout);
  }

  /** The first volume that ends behind a position. */
  private int at(long position) {
    int number = 0;
    while (number < ends.length && ends[number] <= position) {
      number++;
    }
    return number;
  }

  private long start(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }

  private DavContent content(int number) throws IOException {
    lock.lock();
    try {
      if (closed) {
        throw new ClosedChannelException();
      }
      if (current != null && currentNumber == number) {
        return current;
      }
    } finally {
      lock.unlock();
    }
    return change(number, volumes.get(number).open());
  }

  private DavContent change(int number, DavContent opened) throws IOException {
    DavContent surplus;
    boolean late;
    lock.lock();
    try {
      late = closed;
      surplus = late ? opened : current;
      if (!late) {
        current = opened;
        currentNumber = number;
      }
    } finally {
      lock.unlock();
    }
    if (surplus != null) {
      surplus.close();
    }
    if (late) {
      throw new ClosedChannelException();
    }
    return opened;
  }

  @Override
  public void close() throws IOException {
    DavContent held;
    lock.lock();
    try {
      closed = true;
      held = current;
      current = null;
    } finally {
      lock.unlock();
    }
    if (held != null) {
      held.close();
    }
  }
}
