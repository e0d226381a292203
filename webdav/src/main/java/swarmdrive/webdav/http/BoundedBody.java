package swarmdrive.webdav.http;

import java.io.IOException;
import java.io.InputStream;

/** A body that may have so many bytes and no more: then reading fails with 413. */
final class BoundedBody extends InputStream {
  private final InputStream body;
  private final long limit;
  private long read;

  /**
   * @param limit bytes
   */
  BoundedBody(InputStream body, long limit) {
    this.body = body;
    this.limit = limit;
  }

  static HttpStatusException tooLarge(long limit) {
    return new HttpStatusException(413, "A body here has at most " + limit + " bytes");
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = body.read(target, offset, length);
    if (count > 0) {
      read += count;
      if (read > limit) {
        throw tooLarge(limit);
      }
    }
    return count;
  }

  @Override
  public int available() throws IOException {
    return body.available();
  }
}
