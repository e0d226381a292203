package swarmdrive.webdav.dav;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One lock (RFC 4918, 6).
 *
 * @param token a URI, unguessable
 * @param path of the lock's root, from the server's root down
 * @param folder whether that was a folder
 * @param deep whether it covers everything below
 * @param owner whole {@code DAV:owner} element as the client sent it; empty if there was none
 * @param user whose it is; empty where there are no users
 * @param client who is counted for it
 * @param timeout that was granted
 * @param expires when it ends unless it is refreshed
 */
record Lock(
    String token,
    List<String> path,
    boolean folder,
    boolean exclusive,
    boolean deep,
    String owner,
    String user,
    String client,
    Duration timeout,
    Instant expires) {
  Lock until(Duration timeout, Instant expires) {
    return new Lock(token, path, folder, exclusive, deep, owner, user, client, timeout, expires);
  }

  /** Whether this user may show its token (RFC 4918, 6.4). */
  boolean isOf(String someone) {
    return user.equals(someone);
  }

  boolean covers(List<String> other) {
    return other.equals(path)
        || (deep && other.size() > path.size() && other.subList(0, path.size()).equals(path));
  }
}
