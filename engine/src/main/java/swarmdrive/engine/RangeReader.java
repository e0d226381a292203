package swarmdrive.engine;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads any part of one torrent file, waiting for pieces that have not arrived.
 *
 * <p>Positions and lengths are bytes counted from the start of the <em>file</em>. Only bytes of
 * pieces whose hash matched the metainfo are returned (BEP 3, "pieces").
 *
 * <p><b>Waiting.</b> A read wishes the piece under its position <em>now</em> and a read-ahead
 * window <em>soon</em>, then blocks the calling (virtual) thread without holding a lock. {@link
 * #close} withdraws both wishes and wakes all readers.
 *
 * <p><b>Threads.</b> Safe for any number of threads; there is no cursor, and {@link #close} never
 * blocks.
 */
public interface RangeReader extends Closeable {
  /** Bytes of the file. */
  long size();

  /**
   * Reads up to {@code target.remaining()} bytes starting at {@code position}: at least one, at
   * most up to the end of a piece.
   *
   * @param position first byte wanted, {@code 0 <= position <= size()}
   * @param target its position advances by the count returned
   * @param timeout longest wait for the first of these bytes
   * @return bytes read, at least 1; -1 if {@code position == size()}; 0 only if {@code target} was
   *     full
   * @throws IllegalArgumentException if {@code position} is negative or beyond {@code size()}
   * @throws ReadTimeoutException if no byte came in time; nothing was written to {@code target},
   *     the wishes stay until close
   * @throws TorrentRemovedException if the torrent was removed or the engine stopped
   * @throws java.nio.channels.ClosedChannelException if this reader was closed before or during the
   *     call
   * @throws java.nio.channels.ClosedByInterruptException if interrupted while waiting; the flag
   *     stays set
   */
  int read(long position, ByteBuffer target, Duration timeout) throws IOException;

  /**
   * As {@link #read}, but instead of copying shows where the verified bytes lie on disk, for
   * sendfile.
   *
   * @param length most bytes wanted, at least 1
   * @return a run of at least one byte that the store keeps until it is closed; empty if these
   *     bytes lie in memory only: then {@link #read} returns them without waiting
   */
  Optional<StoredRun> locate(long position, long length, Duration timeout) throws IOException;
}
