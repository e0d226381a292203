package swarmdrive.webdav;

import java.io.IOException;

/** There is no room for it: 507. */
public final class DavFullException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * @param reason one line for the person at the other end
   */
  public DavFullException(String reason) {
    super(reason);
  }
}
