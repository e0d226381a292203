package swarmdrive.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What went wrong, in one line of words; the file system's exceptions often have only a path. */
final class Reason {
  private Reason() {}

  static String of(Exception failure) {
    String message =
        failure instanceof FileSystemException e
            ? e.getFile() + ": " + words(e)
            : failure.getMessage() != null ? failure.getMessage() : failure.toString();
    return message.strip().replaceAll("\\s*\\R\\s*", "; ");
  }

  /** Without the path. */
  static String words(IOException failure) {
    return switch (failure) {
      case NoSuchFileException e -> "there is no such file";
      case AccessDeniedException e -> "access is denied";
      case FileAlreadyExistsException e -> "it exists already, as something else";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default -> failure.getMessage() != null ? failure.getMessage() : failure.toString();
    };
  }
}
