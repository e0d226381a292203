package swarmdrive.webdav.dav;

import java.io.IOException;
import java.util.List;
import swarmdrive.webdav.http.HttpResponse;
import swarmdrive.webdav.http.HttpStatusException;
import swarmdrive.webdav.http.ResponseHead;

/** MKCOL (RFC 4918, 9.3). */
final class MkcolHandler extends WriteHandler {
  MkcolHandler(Drive drive) {
    super(drive, "MKCOL");
  }

  @Override
  void change(Change change, HttpResponse response) throws IOException {
    List<String> path = change.path();
    if (change.request().body().read() >= 0) {
      throw new HttpStatusException(415, "A folder is made without a body");
    }
    if (find(path).isPresent()) {
      throw new HttpStatusException(405, "There is something already");
    }
    requireParent(path);
    change.check().requireConditions();
    change.check().requireAdd(path);
    drive().writer().makeFolder(drive().inside(path));
    response.answer(ResponseHead.of(201));
  }
}
