package swarmdrive.engine.read;

/**
 * How far ahead of one reader pieces are asked for: as many bytes as were read in order since the
 * last seek, within bounds; nothing for the first read after a seek. Where a requested range ends
 * says nothing about need, and is not looked at. Not thread-safe.
 */
final class ReadAhead {
  private final long least;
  private final long most;
  private long next = -1;
  private long inOrder;
  private long requestEnd;
  private long window;

  /**
   * @param least bytes from the second read in order on
   * @param most bytes at any time
   */
  ReadAhead(long least, long most) {
    this.least = Math.min(least, most);
    this.most = most;
  }

  /**
   * A read begins. One that is served in parts, since it crosses a piece's border, is one read.
   *
   * @param length bytes that are wanted together
   * @return how many bytes after them are worth asking for
   */
  long window(long position, long length) {
    boolean seek = position != next;
    if (seek || position >= requestEnd) {
      inOrder = seek ? 0 : inOrder;
      next = position;
      requestEnd = position + length;
      window = inOrder == 0 ? 0 : Math.clamp(inOrder, least, most);
    }
    return window;
  }

  /** So many bytes were read at the position of the last {@link #window}. */
  void advance(long position, long length) {
    if (position == next) {
      next += length;
      inOrder += length;
    }
  }
}
