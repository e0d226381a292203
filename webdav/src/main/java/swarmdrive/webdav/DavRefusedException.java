package swarmdrive.webdav;

import java.io.IOException;

/** Something that may not be changed, whoever asks: 403. */
public final class DavRefusedException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * @param reason one line for the person at the other end
   */
  public DavRefusedException(String reason) {
    super(reason);
  }
}
