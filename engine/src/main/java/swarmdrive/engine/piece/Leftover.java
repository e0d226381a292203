package swarmdrive.engine.piece;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file that is of no use, but was still there when it should go: its bytes count until it does.
 *
 * @param charge bytes
 * @param lastUse milliseconds
 */
record Leftover(Storage storage, Path file, long charge, long lastUse) implements Evictable {
  @Override
  public boolean isPrecious() {
    return false;
  }

  @Override
  public boolean isKept() {
    return false;
  }

  @Override
  public long evict() {
    try {
      storage.delete(file);
      return charge;
    } catch (IOException stillThere) {
      return REFUSED;
    }
  }
}
