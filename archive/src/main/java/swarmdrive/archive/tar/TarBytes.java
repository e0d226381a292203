package swarmdrive.archive.tar;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ByteSource;

/**
 * Reads headers ahead: after a hop a little, and twice as much each time that the next header was
 * near, since a source that sees reads in order fetches ahead. Not thread-safe.
 */
final class TarBytes {
  private static final int LEAST = 16 << 10;
  private static final int MOST = 256 << 10;
  private static final int NEAR = 128 << 10;

  private final ByteSource archive;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long start;
  private int step = LEAST;

  TarBytes(ByteSource archive) {
    this.archive = archive;
  }

  long size() {
    return archive.size();
  }

  /** True if all of these bytes are in the archive. */
  boolean holds(long position, long length) {
    return position >= 0 && length >= 0 && position <= archive.size() - length;
  }

  /**
   * A copy of bytes that {@link #holds}.
   *
   * @throws EOFException if the size was not known, and they are not there
   */
  byte[] read(long position, int length) throws IOException {
    if (position < start || position + length > start + window.limit()) {
      fill(position, length);
    }
    byte[] bytes = new byte[length];
    window.get((int) (position - start), bytes);
    return bytes;
  }

  private ByteBuffer readUpTo(long position, int wanted) throws IOException {
    ByteBuffer fresh = ByteBuffer.allocate(wanted);
    try {
      int count = 0;
      while (count >= 0 && fresh.hasRemaining()) {
        count = archive.read(position + fresh.position(), fresh);
      }
    } catch (ArchiveException e) {
      // what the tar is in is damaged: what came before can be shown
      if (fresh.position() == 0) {
        throw new UnreadableTarException(String.valueOf(e.getMessage()));
      }
    }
    return fresh;
  }

  private void fill(long position, int length) throws IOException {
    long gap = position - (start + window.limit());
    step = gap <= NEAR ? Math.min(MOST, step * 2) : LEAST;
    int wanted = (int) Math.min(Math.max(step, length), archive.size() - position);
    window = readUpTo(position, wanted).flip();
    start = position;
    if (window.limit() < length) {
      throw new EOFException("it ends before byte " + (position + length));
    }
  }
}
