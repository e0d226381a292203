package swarmdrive.archive.index;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes numbers, texts and arrays. Used by one thread. */
public final class IndexOutput {
  private static final int STEP = 4096; // numbers at a time

  private final DataOutputStream out;

  IndexOutput(OutputStream out) {
    this.out = new DataOutputStream(out);
  }

  public void int32(int value) throws IOException {
    out.writeInt(value);
  }

  public void int64(long value) throws IOException {
    out.writeLong(value);
  }

  public void text(String text) throws IOException {
    bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public void bytes(byte[] bytes) throws IOException {
    bytes(bytes, 0, bytes.length);
  }

  public void bytes(byte[] bytes, int from, int length) throws IOException {
    out.writeInt(length);
    out.write(bytes, from, length);
  }

  public void ints(int[] values) throws IOException {
    out.writeInt(values.length);
    ByteBuffer step = ByteBuffer.allocate(STEP * Integer.BYTES);
    for (int at = 0; at < values.length; at += STEP) {
      int count = Math.min(STEP, values.length - at);
      step.asIntBuffer().put(values, at, count);
      out.write(step.array(), 0, count * Integer.BYTES);
    }
  }

  public void longs(long[] values) throws IOException {
    out.writeInt(values.length);
    ByteBuffer step = ByteBuffer.allocate(STEP * Long.BYTES);
    for (int at = 0; at < values.length; at += STEP) {
      int count = Math.min(STEP, values.length - at);
      step.asLongBuffer().put(values, at, count);
      out.write(step.array(), 0, count * Long.BYTES);
    }
  }

  void flush() throws IOException {
    out.flush();
  }
}
