package swarmdrive.engine;

import java.io.IOException;

/**
 * A .torrent file, an info dictionary or a magnet link that is not valid; the message is one line
 * for the user.
 */
public final class MetainfoException extends IOException {
  public MetainfoException(String message) {
    super(message);
  }
}
