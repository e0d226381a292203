package swarmdrive.webdav.dav;

import java.io.IOException;
import swarmdrive.webdav.http.HttpResponse;
import swarmdrive.webdav.http.ResponseHead;

/**
 * OPTIONS: class 1, no locks. The same for every path, because Windows asks at the server's root
 * and takes the answer for the whole server.
 */
final class OptionsHandler extends DavHandler {
  static final String ALLOWED = "OPTIONS, GET, HEAD, PROPFIND";

  OptionsHandler() {
    super("OPTIONS");
  }

  @Override
  void answer(MiltonRequest request, HttpResponse response) throws IOException {
    response.answer(
        ResponseHead.of(200)
            .with("DAV", "1")
            .with("MS-Author-Via", "DAV")
            .with("Allow", ALLOWED)
            .with("Accept-Ranges", "bytes"));
  }
}
