package swarmdrive.webdav;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * The bytes of one file for one request. Reading blocks until bytes are there; {@link #close} may
 * be called from any thread, never blocks, and wakes a blocked reader with a {@link
 * java.nio.channels.ClosedChannelException}.
 */
public interface DavContent extends Closeable {
  /**
   * Reads up to {@code target.remaining()} bytes at {@code position}.
   *
   * @param timeout longest wait for the first of these bytes
   * @return at least 1, or -1 at the end of the file
   * @throws java.nio.channels.InterruptedByTimeoutException if nothing came in time; reading may be
   *     tried again
   */
  int read(long position, ByteBuffer target, Duration timeout) throws IOException;

  /**
   * As {@link #read}, but shows where the bytes lie on disk instead of copying them, for sendfile.
   *
   * @return a run of 1 to {@code length} bytes, or empty if they lie in no file: then {@link #read}
   *     them
   */
  default Optional<FileRun> locate(long position, long length, Duration timeout)
      throws IOException {
    return Optional.empty();
  }
}
