package swarmdrive.archive.stream.xz;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.tukaani.xz.SeekableInputStream;
import swarmdrive.archive.ByteSource;

/** A source as xz-java wants it, read 16 to 64 KiB at a time. Used by one thread. */
final class SeekableSource extends SeekableInputStream {
  private static final int STEP = 64 << 10;
  private static final int LEAST = 16 << 10;

  private final ByteSource source;
  private final byte[] step = new byte[STEP];
  private long start; // of what is in step
  private int filled;
  private long next;

  SeekableSource(ByteSource source) {
    this.source = source;
  }

  @Override
  public long length() {
    return source.size();
  }

  @Override
  public long position() {
    return next;
  }

  @Override
  public void seek(long position) {
    next = position;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (next >= source.size()) {
      return -1;
    }
    if (next < start || next >= start + filled) {
      fill();
    }
    int at = (int) (next - start);
    int count = Math.min(length, filled - at);
    System.arraycopy(step, at, target, from, count);
    next += count;
    return count;
  }

  /** Up to where 64 KiB of the source end, as pieces do; near the source's end a little before. */
  private void fill() throws IOException {
    boolean tail = source.size() - next < LEAST;
    start = tail ? Math.max(0, source.size() - LEAST) : next;
    int length = (int) Math.min(STEP - (tail ? 0 : next % STEP), source.size() - start);
    source.readFully(start, ByteBuffer.wrap(step, 0, length));
    filled = length;
  }
}
