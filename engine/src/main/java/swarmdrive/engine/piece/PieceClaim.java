package swarmdrive.engine.piece;

import java.io.Closeable;

/** Somebody waits for a piece: it is not evicted from the moment it is there until this closes. */
public interface PieceClaim extends Closeable {
  @Override
  void close();
}
