package swarmdrive.webdav.dav;

import java.io.IOException;
import swarmdrive.webdav.http.HttpResponse;
import swarmdrive.webdav.http.ResponseHead;

/**
 * OPTIONS: class 1, and with locks 2 and 3 on a drive that can be changed. The same for every path,
 * because Windows asks at the server's root and takes the answer for the whole server.
 */
final class OptionsHandler extends DavHandler {
  private static final String READING = "OPTIONS, GET, HEAD, PROPFIND";
  private static final String ALL =
      READING + ", PUT, DELETE, MKCOL, COPY, MOVE, PROPPATCH, LOCK, UNLOCK";
  private final boolean writable;

  OptionsHandler(boolean writable) {
    super("OPTIONS");
    this.writable = writable;
  }

  private String allowed() {
    return writable ? ALL : READING;
  }

  @Override
  void answer(MiltonRequest request, HttpResponse response) throws IOException {
    response.answer(
        ResponseHead.of(200)
            .with("DAV", writable ? "1, 2, 3" : "1")
            .with("MS-Author-Via", "DAV")
            .with("Allow", allowed())
            .with("Accept-Ranges", "bytes"));
  }
}
