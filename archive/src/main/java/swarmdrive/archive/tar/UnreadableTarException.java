package swarmdrive.archive.tar;

import java.io.EOFException;

/** What a tar is in is damaged from here on. */
final class UnreadableTarException extends EOFException {
  UnreadableTarException(String message) {
    super(message);
  }
}
