package swarmdrive.archive.rar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ByteSource;

/** Headers' bytes, read a few at a time, counted against a limit. Not thread-safe. */
final class RarBytes {
  /** Enough for one header, or for all of small members; a piece is larger. */
  private static final int WINDOW = 4096;

  private final ByteSource archive;
  private final long most;
  private long left;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowPosition;

  RarBytes(ByteSource archive, long most) {
    this.archive = archive;
    this.most = most;
    left = most;
  }

  /** Bytes of the archive. */
  long size() {
    return archive.size();
  }

  /** True if all these bytes are in the archive. */
  boolean holds(long position, long length) {
    return position >= 0 && length >= 0 && position <= archive.size() - length;
  }

  /**
   * The bytes, which the archive {@link #holds}, little-endian, valid until the next call.
   *
   * @throws ArchiveException if the limit is exceeded
   */
  ByteBuffer read(long position, int length) throws IOException {
    if (position < windowPosition || position + length > windowPosition + window.limit()) {
      fill(position, Math.max(length, WINDOW));
    }
    return window.slice((int) (position - windowPosition), length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void fill(long position, int wanted) throws IOException {
    int length = (int) Math.min(wanted, archive.size() - position);
    left -= length;
    if (left < 0) {
      throw new ArchiveException("headers of more than " + most + " bytes");
    }
    window = ByteBuffer.allocate(length);
    archive.readFully(position, window);
    window.flip();
    windowPosition = position;
  }
}
