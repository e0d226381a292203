package swarmdrive.webdav.dav;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.DavUpload;
import swarmdrive.webdav.http.HttpResponse;
import swarmdrive.webdav.http.HttpStatusException;

/**
 * PUT (RFC 9110, 9.3.4): written aside while the body arrives, put in place when it is whole, so
 * that an aborted one changes nothing.
 */
final class PutHandler extends WriteHandler {
  private static final int BUFFER = 64 * 1024;

  PutHandler(Drive drive) {
    super(drive, "PUT");
  }

  @Override
  void change(Change change, HttpResponse response) throws IOException {
    if (change.request().header("Content-Range") != null) {
      throw new HttpStatusException(400, "A part of a file cannot be put (RFC 9110, 14.5)");
    }
    if (change.asFolder() || !drive().isEntry(change.path())) {
      throw new HttpStatusException(405, "A file cannot be put in the place of a folder");
    }
    requireAllowed(change);
    try (DavUpload upload = drive().writer().upload(drive().inside(change.path()))) {
      receive(change.request().body(), upload);
      // others were served while the body came
      boolean isNew = requireAllowed(change) == null;
      upload.commit();
      done(isNew, change.path(), response);
    }
  }

  private @Nullable NodeResource requireAllowed(Change change) throws IOException {
    List<String> path = change.path();
    NodeResource there = find(path).orElse(null);
    if (there instanceof FolderResource) {
      throw new HttpStatusException(405, "A file cannot be put in the place of a folder");
    }
    requireParent(path);
    change.check().requireConditions();
    Preconditions.requireChangeable(there, change.request());
    if (there == null) {
      change.check().requireAdd(path);
    } else {
      change.check().requireChange(path);
    }
    return there;
  }

  private static void receive(InputStream body, DavUpload upload) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
      upload.write(buffer, 0, count);
    }
  }
}
