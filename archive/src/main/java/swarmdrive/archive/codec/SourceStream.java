package swarmdrive.archive.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import swarmdrive.archive.ByteSource;

/**
 * A run of a source's bytes in order, in reads of up to 64 KiB that end where 64 KiB of the source
 * end, as pieces do. Used by one thread.
 */
public final class SourceStream extends InputStream {
  private static final int STEP = 64 << 10;

  private final ByteSource source;
  private final long end;
  private final byte[] step = new byte[STEP];
  private long next;
  private int at;
  private int filled;

  /** The bytes {@code [position, position + length)}. */
  public SourceStream(ByteSource source, long position, long length) {
    this.source = source;
    this.next = position;
    this.end = position + length;
  }

  @Override
  public int read() throws IOException {
    return fill() ? step[at++] & 255 : -1;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, filled - at);
    System.arraycopy(step, at, target, from, count);
    at += count;
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    if (count <= 0) {
      return 0;
    }
    long buffered = Math.min(count, filled - at);
    at += (int) buffered;
    long hopped = Math.min(count - buffered, end - next);
    next += hopped;
    return buffered + hopped;
  }

  @Override
  public int available() {
    return filled - at;
  }

  /** False at the end. */
  private boolean fill() throws IOException {
    if (at < filled) {
      return true;
    }
    int length = (int) Math.min(STEP - next % STEP, end - next);
    if (length <= 0) {
      return false;
    }
    ByteBuffer bytes = ByteBuffer.wrap(step, 0, length);
    source.readFully(next, bytes);
    next += length;
    at = 0;
    filled = length;
    return true;
  }
}
