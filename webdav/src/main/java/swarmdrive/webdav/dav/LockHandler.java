package swarmdrive.webdav.dav;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import swarmdrive.webdav.DavUpload;
import swarmdrive.webdav.http.HttpRequest;
import swarmdrive.webdav.http.HttpResponse;
import swarmdrive.webdav.http.HttpStatusException;
import swarmdrive.webdav.http.ResponseHead;

/** LOCK (RFC 4918, 9.10): a new lock, also on a name where nothing is, or a longer life for one. */
final class LockHandler extends WriteHandler {
  LockHandler(Drive drive) {
    super(drive, "LOCK");
  }

  @Override
  void change(Change change, HttpResponse response) throws IOException {
    LockRequest wanted = LockRequest.read(change.request());
    if (wanted == null) {
      refresh(change, response);
    } else {
      lock(change, wanted, response);
    }
  }

  private void refresh(Change change, HttpResponse response) throws IOException {
    change.check().requireConditions();
    for (String token : change.check().tokens()) {
      Optional<Lock> longer =
          drive()
              .locks()
              .refresh(
                  token,
                  change.path(),
                  change.request().user(),
                  LockRequest.timeout(change.request()));
      if (longer.isPresent()) {
        response.answer(head(200), LockXml.body(longer.get()));
        return;
      }
    }
    int status = change.check().tokens().isEmpty() ? 400 : 412;
    throw new HttpStatusException(status, "No lock here has the token of the If field");
  }

  private static ResponseHead head(int status) {
    return ResponseHead.of(status).with("Content-Type", ErrorBody.TYPE);
  }

  private void lock(Change change, LockRequest wanted, HttpResponse response) throws IOException {
    List<String> path = change.path();
    Optional<NodeResource> there = find(path);
    Depth depth = Depth.of(change.request());
    if (depth == Depth.ONE) {
      throw new HttpStatusException(400, "Depth of a lock is 0 or infinity");
    }
    change.check().requireConditions();
    boolean isNew = there.isEmpty();
    if (isNew) {
      requireNewName(change);
    }
    boolean folder = there.isPresent() && there.get() instanceof FolderResource;
    Lock lock = add(lock(change, wanted, folder, depth == Depth.INFINITY));
    if (isNew) {
      makeEmptyFile(lock);
    }
    response.answer(
        head(isNew ? 201 : 200).with("Lock-Token", "<" + lock.token() + ">"), LockXml.body(lock));
  }

  private void requireNewName(Change change) throws IOException {
    if (change.asFolder()) {
      throw new HttpStatusException(409, "There is no such folder");
    }
    requireParent(change.path());
    change.check().requireAdd(change.path());
  }

  private static Lock lock(Change change, LockRequest wanted, boolean folder, boolean deep) {
    return new Lock(
        "",
        change.path(),
        folder,
        wanted.exclusive(),
        deep,
        wanted.owner(),
        change.request().user(),
        counted(change.request()),
        LockRequest.timeout(change.request()),
        Instant.EPOCH);
  }

  /** Behind a proxy all users share an address. */
  private static String counted(HttpRequest request) {
    return request.user().isEmpty() ? request.client().getHostAddress() : "user " + request.user();
  }

  private Lock add(Lock wanted) throws IOException {
    Optional<Lock> added = drive().locks().add(wanted);
    if (added.isEmpty()) {
      Lock other = drive().locks().conflict(wanted).orElse(wanted);
      throw new LockedException(other, "no-conflicting-lock");
    }
    return added.get();
  }

  /** A name that is locked is that of an empty file (7.3); clients put the real one then. */
  private void makeEmptyFile(Lock lock) throws IOException {
    boolean made = false;
    try (DavUpload upload = drive().writer().upload(drive().inside(lock.path()))) {
      upload.commit();
      made = true;
    } finally {
      if (!made) {
        drive().locks().release(lock.token(), lock.path(), lock.user());
      }
    }
  }
}
