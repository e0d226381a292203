package swarmdrive.engine.piece;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * One held piece that is not evicted until this is closed. Close it once. Reading is safe for any
 * number of threads.
 */
public interface PieceLease extends Closeable {
  int piece();

  /**
   * Copies bytes of the piece.
   *
   * @param from first byte in the piece
   * @param target filled completely; the range must lie inside the piece
   */
  void read(int from, ByteBuffer target) throws IOException;

  /**
   * The file that holds the piece, open for reading by position; empty if the piece lies in memory
   * or in several files.
   */
  Optional<FileChannel> channel();

  /** Position of the piece's first byte in {@link #channel}. */
  long position();

  @Override
  void close();
}
