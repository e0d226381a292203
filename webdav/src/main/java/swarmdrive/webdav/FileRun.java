package swarmdrive.webdav;

import java.io.Closeable;
import java.nio.channels.FileChannel;

/**
 * Bytes at rest in a file, for sendfile. They stay there until it is closed.
 *
 * @param channel open for reading by position; shared: not closed and not moved by the user
 * @param position first byte in {@code channel}
 * @param length bytes, at least 1
 * @param lease given back by {@link #close}
 */
public record FileRun(FileChannel channel, long position, long length, Runnable lease)
    implements Closeable {
  /** Gives the bytes back. Call it once. */
  @Override
  public void close() {
    lease.run();
  }
}
