package swarmdrive.webdav.dav;

import java.io.IOException;
import swarmdrive.webdav.http.HttpResponse;
import swarmdrive.webdav.http.HttpStatusException;
import swarmdrive.webdav.http.ResponseHead;

/** UNLOCK (RFC 4918, 9.11). The user whose lock it is may, with its token. */
final class UnlockHandler extends WriteHandler {
  UnlockHandler(Drive drive) {
    super(drive, "UNLOCK");
  }

  @Override
  void change(Change change, HttpResponse response) throws IOException {
    String field = change.request().header("Lock-Token");
    String token = field == null ? "" : field.strip();
    if (token.length() < 3 || !token.startsWith("<") || !token.endsWith(">")) {
      throw new HttpStatusException(400, "There is no Lock-Token");
    }
    change.check().requireConditions();
    String bare = token.substring(1, token.length() - 1);
    if (drive().locks().release(bare, change.path(), change.request().user())) {
      response.answer(ResponseHead.of(204));
    } else {
      response.answer(
          ResponseHead.of(409).with("Content-Type", ErrorBody.TYPE),
          ErrorBody.of("lock-token-matches-request-uri", change.path(), change.asFolder()));
    }
  }
}
