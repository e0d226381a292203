package swarmdrive.archive.codec;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/** Fails at its end if the checksum of all its bytes is another one. Used by one thread. */
public final class CheckedStream extends FilterInputStream {
  private final CRC32 crc = new CRC32();
  private final int expected;

  public CheckedStream(InputStream in, int expected) {
    super(in);
    this.expected = expected;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read >= 0) {
      crc.update(read);
    } else {
      check();
    }
    return read;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    int count = super.read(target, from, length);
    if (count > 0) {
      crc.update(target, from, count);
    } else if (count < 0) {
      check();
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    throw new UnsupportedOperationException("every byte counts");
  }

  private void check() throws IOException {
    if ((int) crc.getValue() != expected) {
      throw new IOException("its checksum is wrong");
    }
  }
}
