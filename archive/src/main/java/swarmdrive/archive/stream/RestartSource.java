package swarmdrive.archive.stream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData.DecodedSource;

/**
 * A stream that is decoded from the nearest place where that can begin. A decoder rests here for
 * the read that goes on where it stopped. Safe for any number of threads; the lock guards that
 * shelf only.
 */
public final class RestartSource implements DecodedSource {
  /** Opens a decoder. */
  public interface Opener {
    /** At the place of this number; it goes on behind the next one. */
    InputStream open(int place, ByteSource archive) throws IOException;
  }

  private static final int MOST_RESTING = 2;
  private static final int STEP = 64 << 10;

  /** A decoder and where it is. */
  private static final class Pass {
    private final InputStream decoded;
    private long position;

    Pass(InputStream decoded, long position) {
      this.decoded = decoded;
      this.position = position;
    }

    /** A decoder may hold native memory; closing it reads nothing. */
    void close() {
      try {
        decoded.close();
      } catch (IOException | RuntimeException e) {
        // it holds nothing that could be lost
      }
    }
  }

  private final CompressedFile file;
  private final Restarts restarts;
  private final Opener opener;
  private final GuardedSource archive;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Pass> resting = new ArrayDeque<>();
  private volatile boolean closed;

  public RestartSource(CompressedFile file, Restarts restarts, Opener opener, ByteSource archive) {
    this.file = file;
    this.restarts = restarts;
    this.opener = opener;
    this.archive = new GuardedSource(archive);
  }

  @Override
  public long size() {
    return restarts.size();
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    if (position < 0) {
      throw new IllegalArgumentException("position " + position);
    }
    if (closed) {
      throw new ClosedChannelException();
    }
    if (position >= restarts.size()) {
      return -1;
    }
    if (!target.hasRemaining()) {
      return 0;
    }
    try {
      return decode(position, target);
    } catch (GuardedSource.SourceException e) {
      throw e.cause();
    } catch (ArchiveException | ClosedChannelException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new ArchiveException(file.name() + " is damaged: " + e.getMessage());
    }
  }

  private int decode(long position, ByteBuffer target) throws IOException {
    Pass pass = passFor(position);
    boolean sound = false;
    try {
      skip(pass, position);
      int count = decode(pass, target);
      sound = true;
      return count;
    } finally {
      if (sound) {
        rest(pass);
      } else {
        pass.close();
      }
    }
  }

  private int decode(Pass pass, ByteBuffer target) throws IOException {
    long left = size() - pass.position;
    byte[] step = new byte[(int) Math.min(STEP, Math.min(target.remaining(), left))];
    int count = pass.decoded.read(step);
    if (count <= 0) {
      throw new EOFException("it ends early");
    }
    target.put(step, 0, count);
    pass.position += count;
    return count;
  }

  private void skip(Pass pass, long position) throws IOException {
    byte[] step = new byte[(int) Math.min(STEP, position - pass.position)];
    while (pass.position < position) {
      if (closed) {
        throw new ClosedChannelException();
      }
      int count = pass.decoded.read(step, 0, (int) Math.min(step.length, position - pass.position));
      if (count < 0) {
        throw new EOFException("it ends early");
      }
      pass.position += count;
    }
  }

  private Pass passFor(long position) throws IOException {
    int place = restarts.at(position);
    Pass rested = take(restarts.decoded()[place], position);
    return rested != null
        ? rested
        : new Pass(opener.open(place, archive), restarts.decoded()[place]);
  }

  private @Nullable Pass take(long least, long position) {
    lock.lock();
    try {
      for (Pass pass : resting) {
        if (pass.position >= least && pass.position <= position) {
          resting.remove(pass);
          return pass;
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void rest(Pass pass) {
    Pass surplus = pass;
    lock.lock();
    try {
      if (!closed) {
        resting.addFirst(pass);
        surplus = resting.size() > MOST_RESTING ? resting.removeLast() : null;
      }
    } finally {
      lock.unlock();
    }
    if (surplus != null) {
      surplus.close();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      resting.forEach(Pass::close);
      resting.clear();
    } finally {
      lock.unlock();
    }
  }
}
