package swarmdrive.webdav.http;

import java.io.IOException;

/** The request cannot be served for a reason that has a status of its own. */
public final class HttpStatusException extends IOException {
  private static final long serialVersionUID = 1;
  private final int status;

  /**
   * @param status 400 to 599
   * @param message one line for the person at the other end
   */
  public HttpStatusException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** 400 to 599. */
  public int status() {
    return status;
  }
}
