package swarmdrive.webdav.dav;

import java.io.IOException;

/** A lock is in the way: 423, with the name of the rule and the lock's root in the body. */
final class LockedException extends IOException {
  private static final long serialVersionUID = 1;
  private final transient Lock lock;
  private final String rule;

  /**
   * @param rule the element of RFC 4918, 16
   */
  LockedException(Lock lock, String rule) {
    super("locked");
    this.lock = lock;
    this.rule = rule;
  }

  /** {@code DAV:error} with the rule and the path of the lock's root. */
  byte[] body() throws IOException {
    return ErrorBody.of(rule, lock.path(), lock.folder());
  }
}
