package swarmdrive.webdav.dav;

import java.io.IOException;
import java.util.List;
import swarmdrive.webdav.http.HttpResponse;
import swarmdrive.webdav.http.HttpStatusException;
import swarmdrive.webdav.http.ResponseHead;

/** DELETE (RFC 4918, 9.6): all that is below or, if a lock is in the way anywhere, nothing. */
final class DeleteHandler extends WriteHandler {
  DeleteHandler(Drive drive) {
    super(drive, "DELETE");
  }

  @Override
  void change(Change change, HttpResponse response) throws IOException {
    List<String> path = change.path();
    NodeResource resource = require(path);
    requireEntry(path);
    if (resource instanceof FolderResource && Depth.of(change.request()) != Depth.INFINITY) {
      throw new HttpStatusException(400, "A folder is deleted with Depth infinity");
    }
    change.check().requireConditions();
    Preconditions.requireChangeable(resource, change.request());
    change.check().requireRemove(path);
    drive().writer().delete(drive().inside(path));
    drive().locks().forget(path);
    drive().properties().deleted(drive().inside(path));
    response.answer(ResponseHead.of(204));
  }
}
