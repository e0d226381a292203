package swarmdrive.archive;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Bytes that can be read anywhere. Positional, safe for any number of threads, blocking until the
 * bytes are there.
 */
public interface ByteSource {
  /** Bytes. */
  long size();

  /**
   * Reads up to {@code target.remaining()} bytes at {@code position}; it may return fewer.
   *
   * @return at least 1, or -1 if {@code position >= size()}
   */
  int read(long position, ByteBuffer target) throws IOException;

  /**
   * Fills {@code target} from {@code position} on.
   *
   * @throws java.io.EOFException if the source ends before
   */
  default void readFully(long position, ByteBuffer target) throws IOException {
    while (target.hasRemaining()) {
      int count = read(position, target);
      if (count < 0) {
        throw new java.io.EOFException(
            "source ends at " + size() + ", wanted " + target.remaining() + " more at " + position);
      }
      position += count;
    }
  }

  /**
   * Asked by who waits for something else than this source, such as a decoder, on behalf of the
   * source's reader.
   *
   * @throws java.nio.channels.InterruptedByTimeoutException if a read would fail because the
   *     reader's time is over
   */
  default void requireTime() throws IOException {}
}
