package swarmdrive.webdav.http;

import java.io.IOException;
import java.io.OutputStream;

/** A body of unknown length for HTTP/1.0: it ends where the connection does. */
final class PlainBody extends OutputStream {
  private final HttpResponse response;

  PlainBody(HttpResponse response) {
    this.response = response;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    response.write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    response.flush();
  }
}
