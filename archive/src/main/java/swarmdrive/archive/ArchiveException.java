package swarmdrive.archive;

import java.io.IOException;

/**
 * An archive or a member that cannot be read, whoever tries; the message is one line for the user.
 */
public final class ArchiveException extends IOException {
  public ArchiveException(String message) {
    super(message);
  }
}
