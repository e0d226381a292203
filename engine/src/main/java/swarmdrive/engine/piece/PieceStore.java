package swarmdrive.engine.piece;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The verified pieces of one torrent. Safe for any number of threads; {@link #put} and reading do
 * file I/O, the rest does not.
 */
public interface PieceStore extends Closeable {
  PieceGeometry geometry();

  /** True if the piece can be leased now. */
  boolean holds(int piece);

  /** A copy of which pieces are held. */
  BitSet held();

  /**
   * Pieces whose bytes may lie on disk although no record says so, after a crash: worth hashing
   * when wanted, before the swarm is asked. Never contains a held piece.
   */
  BitSet unrecorded();

  /**
   * Reads an unrecorded piece for hashing.
   *
   * @return its bytes, or empty if they are not all there
   */
  Optional<ByteBuffer> readUnrecorded(int piece) throws IOException;

  /**
   * Keeps a piece whose hash was right; a piece that is held already stays as it is. If the disk is
   * full or fails, the piece is kept in memory for a while, within a bound, and the store says so
   * once in the log.
   *
   * @param bytes the whole piece, from position to limit; not changed, not kept after the call
   *     unless the disk fails
   */
  void put(int piece, ByteBuffer bytes);

  /**
   * Keeps the piece from eviction until the lease is closed; empty if it is not held (any more).
   */
  Optional<PieceLease> lease(int piece, PieceUse use);

  /** As {@link #lease(int, PieceUse)}, for {@link PieceUse#READ}. */
  default Optional<PieceLease> lease(int piece) {
    return lease(piece, PieceUse.READ);
  }

  /** Keeps a piece that somebody waits for, from its arrival until the claim is closed. */
  PieceClaim claim(int piece);

  /**
   * Who is to know that pieces are held no more, or may be so: told on the thread that took them,
   * without a lock, so that {@link #holds} gives the truth then. One at a time.
   */
  void whenGone(Consumer<BitSet> listener);

  /**
   * Gives up all pieces that nobody reads or waits for, those of a kept torrent too.
   *
   * @return bytes of disk that are free now
   */
  long clear();

  /** Bytes of verified pieces on disk. */
  long bytesStored();

  /** Why the disk takes no pieces at present, one line for the user; empty if it does. */
  String problem();
}
