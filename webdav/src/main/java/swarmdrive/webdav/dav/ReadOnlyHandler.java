package swarmdrive.webdav.dav;

import java.io.IOException;
import java.util.Set;
import swarmdrive.webdav.http.HttpResponse;
import swarmdrive.webdav.http.ResponseHead;

/**
 * Everything that would change something: refused as forbidden, never as unauthorised, which would
 * make Windows ask for a password. Methods that make no sense here at all are 405.
 */
final class ReadOnlyHandler extends DavHandler {
  private static final Set<String> NOT_HERE = Set.of("LOCK", "UNLOCK", "POST");

  ReadOnlyHandler() {
    super("PUT", "DELETE", "MKCOL", "MOVE", "COPY", "PROPPATCH", "LOCK", "UNLOCK", "POST");
  }

  @Override
  void answer(MiltonRequest request, HttpResponse response) throws IOException {
    if (NOT_HERE.contains(request.http().method())) {
      ResponseHead head = ResponseHead.of(405).with("Allow", OptionsHandler.ALLOWED);
      response.answer(head, "405 Method Not Allowed: the drive is read-only");
    } else {
      response.answer(ResponseHead.of(403), "403 Forbidden: the drive is read-only");
    }
  }
}
