package swarmdrive.archive.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.ByteSource;

/**
 * A directory's bytes in order: what lies before the tail is read, in one read if it is not huge.
 * Not thread-safe.
 */
final class DirectoryBytes {
  private static final int STEP = 16 << 20;

  private final ByteSource archive;
  private final Tail tail;
  private final DirectoryEnd end;
  private final long start;
  private final long stop;
  private final ByteBuffer window;
  private long next;

  DirectoryBytes(ByteSource archive, Tail tail, DirectoryEnd end, long start) {
    this.archive = archive;
    this.tail = tail;
    this.end = end;
    this.start = start;
    stop = start + end.length();
    next = start;
    window =
        ByteBuffer.allocate((int) Math.min(STEP, end.length()))
            .order(ByteOrder.LITTLE_ENDIAN)
            .limit(0);
  }

  long start() {
    return start;
  }

  long length() {
    return end.length();
  }

  /** Number of the part of a split archive that this is. */
  long disk() {
    return end.disk();
  }

  /** Added to every offset in the archive: what was put before it. */
  long shift() {
    return start - end.offset();
  }

  /** True if this many records are what the archive's end promised. */
  boolean promised(int count) {
    return end.wide() ? count == end.entries() : (count & 0xffff) == end.entries();
  }

  /** True if the next bytes are a member's record. */
  boolean atMember() throws IOException {
    return have(DirectoryRecord.BYTES)
        && window.getInt(window.position()) == DirectoryRecord.SIGNATURE;
  }

  /**
   * The next record whole, valid until the next call; {@link #atMember} was true. Null if the
   * directory ends before.
   */
  @Nullable ByteBuffer record() throws IOException {
    int length = DirectoryRecord.BYTES;
    for (int at = 28; at <= 32; at += 2) { // of name, extra fields, comment
      length += Short.toUnsignedInt(window.getShort(window.position() + at));
    }
    if (!have(length)) {
      return null;
    }
    ByteBuffer record = window.slice(window.position(), length).order(ByteOrder.LITTLE_ENDIAN);
    window.position(window.position() + length);
    return record;
  }

  /** The next {@code length} bytes are there, without taking them. */
  private boolean have(int length) throws IOException {
    if (window.remaining() < length) {
      fill();
    }
    return window.remaining() >= length;
  }

  private void fill() throws IOException {
    window.compact();
    while (window.hasRemaining() && next < stop) {
      int before = window.position();
      if (next < tail.position()) {
        long length = Math.min(Math.min(stop, tail.position()) - next, window.remaining());
        window.limit(before + (int) length);
        archive.readFully(next, window);
        window.limit(window.capacity());
      } else {
        int length = (int) Math.min(stop - next, window.remaining());
        window.put(tail.bytes().slice((int) (next - tail.position()), length));
      }
      next += window.position() - before;
    }
    window.flip();
  }
}
