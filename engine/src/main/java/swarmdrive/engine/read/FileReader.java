package swarmdrive.engine.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import swarmdrive.engine.RangeReader;
import swarmdrive.engine.ReadTimeoutException;
import swarmdrive.engine.ReaderView;
import swarmdrive.engine.StoredRun;
import swarmdrive.engine.TorrentRemovedException;
import swarmdrive.engine.piece.PieceClaim;
import swarmdrive.engine.piece.PieceGeometry;
import swarmdrive.engine.piece.PieceLease;
import swarmdrive.engine.piece.PieceUse;
import swarmdrive.engine.swarm.Wish;

/** A reader of one file: leases the piece under the position, waiting for it if need be. */
public final class FileReader implements RangeReader {
  /**
   * How much of what may be read next is waited for together: a small read across a border should
   * not wait twice.
   */
  private static final long NOW_BYTES = 128 << 10;

  /** Files of fewer pieces have no ends to speak of. */
  private static final int LARGE_IN_PIECES = 8;

  private static final int NOTHING = -1;

  private final TorrentData data;
  private final PieceGeometry geometry;
  private final String what;
  private final long offset;
  private final long size;
  private final boolean index;
  private final ReadAhead readAhead;
  private final ReentrantLock wishLock = new ReentrantLock();
  private @Nullable Wish wish;
  private volatile @Nullable Wish timedOut;
  private volatile boolean closed;
  private volatile long position;
  private volatile int waitingFor = NOTHING;

  /**
   * @param what the file's name, for messages
   * @param offset the file's first byte in the torrent
   * @param size the file's bytes
   * @param index whether what is read is worth keeping longer than other pieces
   */
  public FileReader(TorrentData data, String what, long offset, long size, boolean index) {
    this.data = data;
    this.index = index;
    this.geometry = data.store().geometry();
    this.what = what;
    this.offset = offset;
    this.size = size;
    long least = Math.max(data.readAheadLeast(), geometry.pieceLength());
    this.readAhead = new ReadAhead(least, data.readAheadMost());
    data.wishing().opened(this);
  }

  /** Where it is and what it waits for. Any thread. */
  public ReaderView look() {
    int piece = waitingFor;
    return new ReaderView(
        what, size, position, piece == NOTHING ? OptionalInt.empty() : OptionalInt.of(piece));
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long position, ByteBuffer target, Duration timeout) throws IOException {
    check(position);
    if (position == size || !target.hasRemaining()) {
      return position == size ? -1 : 0;
    }
    try (PieceLease lease = lease(position, target.remaining(), timeout)) {
      int from = (int) (offset + position - geometry.offsetOf(lease.piece()));
      int length = (int) available(lease, from, position, target.remaining());
      ByteBuffer part = target.slice(target.position(), length);
      lease.read(from, part);
      target.position(target.position() + length);
      advanced(position, length);
      return length;
    }
  }

  @Override
  public Optional<StoredRun> locate(long position, long length, Duration timeout)
      throws IOException {
    check(position);
    if (position == size || length < 1) {
      throw new IllegalArgumentException(
          "no bytes wanted: " + length + " at " + position + " of " + size);
    }
    PieceLease lease = lease(position, length, timeout);
    Optional<FileChannel> channel = lease.channel();
    if (channel.isEmpty()) {
      lease.close();
      return Optional.empty();
    }
    int from = (int) (offset + position - geometry.offsetOf(lease.piece()));
    long run = available(lease, from, position, length);
    advanced(position, run);
    return Optional.of(new StoredRun(channel.get(), lease.position() + from, run, lease::close));
  }

  private void check(long position) throws ClosedChannelException {
    if (position < 0 || position > size) {
      throw new IllegalArgumentException(
          "position " + position + " is not in a file of " + size + " bytes");
    }
    if (closed) {
      throw new ClosedChannelException();
    }
  }

  private long available(PieceLease lease, int from, long position, long wanted) {
    return Math.min(Math.min(wanted, size - position), geometry.lengthOf(lease.piece()) - from);
  }

  private void advanced(long position, long length) {
    wishLock.lock();
    try {
      readAhead.advance(position, length);
    } finally {
      wishLock.unlock();
    }
  }

  private PieceLease lease(long position, long length, Duration timeout) throws IOException {
    this.position = position;
    int piece = geometry.pieceAt(offset + position);
    Wish wanted = wish(position, length);
    Optional<PieceLease> held = data.store().lease(piece, use(piece));
    if (held.isPresent()) {
      return held.get();
    }
    waitingFor = piece;
    try {
      return await(piece, wanted, timeout);
    } finally {
      waitingFor = NOTHING;
    }
  }

  /** Programs come back to both ends of a large file: headers, indexes, tags. */
  private PieceUse use(int piece) {
    boolean large = size >= (long) LARGE_IN_PIECES * geometry.pieceLength();
    boolean atAnEnd =
        piece == geometry.pieceAt(offset) || piece == geometry.pieceAt(offset + size - 1);
    return index || large && atAnEnd ? PieceUse.INDEX : PieceUse.READ;
  }

  private Wish wish(long position, long length) {
    wishLock.lock();
    try {
      long together = Math.min(Math.min(length, NOW_BYTES), size - position);
      long ahead = readAhead.window(position, together);
      long nowEnd = position + together;
      long soonEnd = Math.min(size, nowEnd + ahead);
      int first = geometry.pieceAt(offset + position);
      int afterNow = geometry.pieceAt(offset + nowEnd - 1) + 1;
      int afterSoon = geometry.pieceAt(offset + soonEnd - 1) + 1;
      Wish wanted = new Wish(first, afterNow, afterSoon);
      if (!wanted.equals(wish) && !closed) {
        wish = wanted;
        data.wishing().wish(this, wanted);
      }
      return wanted;
    } finally {
      wishLock.unlock();
    }
  }

  private PieceLease await(int piece, Wish wanted, Duration timeout) throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    try (PieceArrivals.Waiter waiter = data.arrivals().register(this, piece);
        PieceClaim claimed = data.store().claim(piece)) {
      do {
        if (closed) {
          throw new AsynchronousCloseException();
        }
        if (data.arrivals().ended()) {
          throw new TorrentRemovedException(data.name());
        }
        Optional<PieceLease> held = data.store().lease(piece, use(piece));
        if (held.isPresent()) {
          timedOut = null;
          return held.get();
        }
      } while (waiter.await(deadline - System.nanoTime()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    }
    timedOut = new Wish(wanted.now(), wanted.nowEnd(), wanted.nowEnd());
    throw new ReadTimeoutException(what, timeout);
  }

  @Override
  public void close() {
    wishLock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      data.wishing().closed(this, timedOut);
    } finally {
      wishLock.unlock();
    }
    data.arrivals().wake(this);
  }
}
