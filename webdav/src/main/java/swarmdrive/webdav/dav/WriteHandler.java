package swarmdrive.webdav.dav;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import swarmdrive.webdav.DavFullException;
import swarmdrive.webdav.DavRefusedException;
import swarmdrive.webdav.http.HttpRequest;
import swarmdrive.webdav.http.HttpResponse;
import swarmdrive.webdav.http.HttpStatusException;
import swarmdrive.webdav.http.ResponseHead;

/**
 * Something that changes the drive. What may not be changed is forbidden, never unauthorised, which
 * would make Windows ask for a password. Request's thread.
 */
abstract class WriteHandler extends DavHandler {
  private final Drive drive;

  WriteHandler(Drive drive, String... methods) {
    super(methods);
    this.drive = drive;
  }

  final Drive drive() {
    return drive;
  }

  @Override
  final void answer(MiltonRequest request, HttpResponse response) throws IOException {
    if (!drive.writable()) {
      throw new HttpStatusException(403, "the drive is read-only");
    }
    List<String> path = drive.resources().path(request.http().target());
    try {
      change(
          new Change(path, request.http(), new WriteCheck(drive, path, request.http())), response);
    } catch (LockedException e) {
      response.answer(ResponseHead.of(423).with("Content-Type", ErrorBody.TYPE), e.body());
    } catch (DavRefusedException e) {
      throw because(403, e);
    } catch (DavFullException e) {
      throw because(507, e);
    } catch (NoSuchFileException e) {
      throw new HttpStatusException(409, "What it is about went away");
    }
  }

  private static HttpStatusException because(int status, IOException cause) {
    HttpStatusException because =
        new HttpStatusException(status, String.valueOf(cause.getMessage()));
    because.initCause(cause);
    return because;
  }

  /**
   * What is asked for.
   *
   * @param path of the request, from the server's root down
   */
  record Change(List<String> path, HttpRequest request, WriteCheck check) {
    /** Whether the request's path ends with a slash. */
    boolean asFolder() {
      return request.target().folder();
    }
  }

  abstract void change(Change change, HttpResponse response) throws IOException;

  final Optional<NodeResource> find(List<String> path) {
    return drive.resources().find(path);
  }

  /**
   * @throws HttpStatusException 404 if there is nothing
   */
  final NodeResource require(List<String> path) throws HttpStatusException {
    return find(path).orElseThrow(() -> new HttpStatusException(404, "There is nothing here"));
  }

  /**
   * @throws HttpStatusException 403 for the drive's root and what is above
   */
  final void requireEntry(List<String> path) throws HttpStatusException {
    if (!drive.isEntry(path)) {
      throw new HttpStatusException(403, "the drive itself stays as it is");
    }
  }

  /**
   * @throws HttpStatusException 409 if there is no folder to put it in
   */
  final void requireParent(List<String> path) throws HttpStatusException {
    if (!(find(WriteCheck.parent(path)).orElse(null) instanceof FolderResource)) {
      throw new HttpStatusException(409, "There is no folder to put it in");
    }
  }

  /** Answers that it was done, with the state that a new file has now. */
  final void done(boolean isNew, List<String> path, HttpResponse response) throws IOException {
    ResponseHead head = ResponseHead.of(isNew ? 201 : 204);
    if (find(path).orElse(null) instanceof FileResource file) {
      head.with("ETag", '"' + file.file().etag() + '"');
    }
    response.answer(head);
  }
}
