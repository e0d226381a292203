package swarmdrive.webdav.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A body in chunks (RFC 9112, 7.1), written straight into the response's buffers: room for a size
 * of four digits is left before the data and filled in when the chunk ends.
 */
final class ChunkedBody extends OutputStream {
  private static final int OVERHEAD = 4 + 2 + 2;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LAST = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final HttpResponse response;
  private @Nullable ByteBuffer open;
  private int start;
  private boolean closed;

  ChunkedBody(HttpResponse response) {
    this.response = response;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (closed) {
      throw new IOException("The answer has ended");
    }
    int done = 0;
    while (done < length) {
      ByteBuffer chunk = chunk();
      int count = Math.min(length - done, chunk.remaining() - 2);
      chunk.put(bytes, offset + done, count);
      done += count;
    }
  }

  /** The open chunk, with room for a byte and its line end at least. */
  private ByteBuffer chunk() throws IOException {
    ByteBuffer chunk = open;
    if (chunk != null && chunk.remaining() > 2) {
      return chunk;
    }
    endChunk();
    chunk = response.space(OVERHEAD + 1);
    start = chunk.position();
    chunk.position(start + 6);
    open = chunk;
    return chunk;
  }

  private void endChunk() {
    ByteBuffer chunk = open;
    if (chunk == null) {
      return;
    }
    open = null;
    int size = chunk.position() - start - 6;
    for (int digit = 0; digit < 4; digit++) {
      chunk.put(start + digit, HEX[size >> (12 - 4 * digit) & 15]);
    }
    chunk.put(start + 4, (byte) '\r').put(start + 5, (byte) '\n');
    chunk.put((byte) '\r').put((byte) '\n');
  }

  @Override
  public void flush() throws IOException {
    endChunk();
    response.flush();
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      endChunk();
      response.write(LAST, 0, LAST.length);
    }
  }
}
