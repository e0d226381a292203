package swarmdrive.webdav.dav;

import java.io.IOException;
import java.util.List;
import swarmdrive.webdav.http.HttpRequest;
import swarmdrive.webdav.http.HttpResponse;
import swarmdrive.webdav.http.HttpStatusException;

/** COPY and MOVE (RFC 4918, 9.8 and 9.9): done whole or not at all. */
final class CopyMoveHandler extends WriteHandler {
  CopyMoveHandler(Drive drive) {
    super(drive, "COPY", "MOVE");
  }

  @Override
  void change(Change change, HttpResponse response) throws IOException {
    HttpRequest request = change.request();
    boolean move = request.method().equals("MOVE");
    List<String> from = change.path();
    NodeResource source = require(from);
    List<String> to = Destination.of(request, drive(), from);
    requireEntry(from);
    requireEntry(to);
    requireApart(from, to);
    boolean deep = deep(source, move, request);
    requireParent(to);
    boolean replaces = find(to).isPresent();
    requireAllowed(change, source, move, to, replaces);
    if (move) {
      move(from, to);
    } else {
      copy(from, to, deep);
    }
    done(!replaces, to, response);
  }

  private static void requireApart(List<String> from, List<String> to) throws HttpStatusException {
    int common = Math.min(from.size(), to.size());
    if (from.subList(0, common).equals(to.subList(0, common))) {
      throw new HttpStatusException(
          403, "Source and destination are the same, or one in the other");
    }
  }

  private static boolean deep(NodeResource source, boolean move, HttpRequest request)
      throws HttpStatusException {
    Depth depth = Depth.of(request);
    if (source instanceof FolderResource && (depth == Depth.ONE || (move && depth == Depth.ZERO))) {
      throw new HttpStatusException(400, "Depth is infinity, or 0 for COPY");
    }
    return depth == Depth.INFINITY;
  }

  private void requireAllowed(
      Change change, NodeResource source, boolean move, List<String> to, boolean replaces)
      throws IOException {
    change.check().requireConditions();
    Preconditions.requireChangeable(source, change.request());
    String overwrite = change.request().header("Overwrite");
    if (replaces && overwrite != null && overwrite.strip().equalsIgnoreCase("F")) {
      throw new HttpStatusException(412, "There is something at the destination");
    }
    if (move) {
      change.check().requireRemove(change.path());
    }
    if (replaces) {
      change.check().requireRemove(to);
    } else {
      change.check().requireAdd(to);
    }
  }

  private void move(List<String> from, List<String> to) throws IOException {
    drive().writer().move(drive().inside(from), drive().inside(to));
    drive().locks().forget(from);
    drive().locks().forget(to);
    drive().properties().moved(drive().inside(from), drive().inside(to));
  }

  private void copy(List<String> from, List<String> to, boolean deep) throws IOException {
    drive().writer().copy(drive().inside(from), drive().inside(to), deep);
    drive().locks().forget(to);
    drive().properties().copied(drive().inside(from), drive().inside(to), deep);
  }
}
