package swarmdrive.engine;

import java.io.Closeable;
import java.nio.channels.FileChannel;

/**
 * Verified bytes at rest in a file of the piece store. While it is open its piece is not evicted.
 *
 * @param channel open for reading by position; shared, so never closed by the user and never moved
 * @param position first byte in {@code channel}
 * @param length bytes, at least 1
 * @param lease given back by {@link #close}
 */
public record StoredRun(FileChannel channel, long position, long length, Runnable lease)
    implements Closeable {
  /** Gives the bytes back to the store. Call it once. */
  @Override
  public void close() {
    lease.run();
  }

  /**
   * The same run with at most {@code most} bytes, from {@code skip} bytes on; it takes over the
   * lease.
   */
  public StoredRun slice(long skip, long most) {
    return new StoredRun(channel, position + skip, Math.min(most, length - skip), lease);
  }
}
