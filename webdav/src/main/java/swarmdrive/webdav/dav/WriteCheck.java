package swarmdrive.webdav.dav;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.http.HttpRequest;
import swarmdrive.webdav.http.HttpStatusException;
import swarmdrive.webdav.http.RequestTarget;

/**
 * Whether a request may change what it wants to: its If field holds (RFC 4918, 10.4) and it shows a
 * token of each lock that is concerned (7). Request's thread.
 */
final class WriteCheck {
  private final Drive drive;
  private final List<String> path;
  private final IfHeader conditions;
  private final Set<String> tokens;
  private final String user;

  /**
   * @param path the request's own
   */
  WriteCheck(Drive drive, List<String> path, HttpRequest request) throws HttpStatusException {
    this.drive = drive;
    this.path = path;
    this.conditions = IfHeader.parse(request.headers("If"));
    this.tokens = conditions.tokens();
    this.user = request.user();
  }

  /**
   * @throws HttpStatusException 412 if the If field does not hold
   */
  void requireConditions() throws HttpStatusException {
    if (!conditions.holds(this::isTrue)) {
      throw new HttpStatusException(412, "The If field does not hold");
    }
  }

  private boolean isTrue(@Nullable String tag, IfHeader.Condition condition) {
    List<String> about = tag == null ? path : tagged(tag);
    if (about == null) {
      return false;
    }
    if (!condition.isTag()) {
      return drive.locks().holds(condition.state(), about);
    }
    return drive.resources().find(about).orElse(null) instanceof FileResource file
        && condition.state().equals('"' + file.file().etag() + '"');
  }

  private @Nullable List<String> tagged(String tag) {
    try {
      return drive.resources().path(RequestTarget.parse(tag));
    } catch (HttpStatusException e) {
      return null;
    }
  }

  /** To change the content or the properties of an entry. */
  void requireChange(List<String> entry) throws IOException {
    requireToken(drive.locks().covering(entry));
  }

  /** To add a name to its folder. */
  void requireAdd(List<String> entry) throws IOException {
    requireChange(entry);
    requireChange(parent(entry));
  }

  /** To take an entry, with everything below it, from its folder. */
  void requireRemove(List<String> entry) throws IOException {
    requireAdd(entry);
    for (Lock lock : drive.locks().below(entry)) {
      requireToken(drive.locks().covering(lock.path()));
    }
  }

  static List<String> parent(List<String> entry) {
    return entry.subList(0, Math.max(entry.size() - 1, 0));
  }

  /**
   * One token is enough: either the lock is the only one, or all are shared. It counts only if the
   * lock is this user's (6.4): tokens are no secret, anybody may read them in lockdiscovery.
   */
  private void requireToken(List<Lock> locks) throws IOException {
    List<Lock> shown = locks.stream().filter(lock -> tokens.contains(lock.token())).toList();
    if (shown.isEmpty() && !locks.isEmpty()) {
      throw new LockedException(locks.getFirst(), "lock-token-submitted");
    }
    if (!shown.isEmpty() && shown.stream().noneMatch(lock -> lock.isOf(user))) {
      LockTable.requireOwn(shown.getFirst(), user);
    }
  }

  /** The tokens that the client shows. */
  Set<String> tokens() {
    return tokens;
  }
}
