package swarmdrive.webdav.http;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.InterruptedByTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where exceptions become statuses. */
final class Failure {
  private static final Logger log = LoggerFactory.getLogger(Failure.class);

  /** Seconds after which a client may ask again for content that did not arrive in time. */
  private static final String RETRY_AFTER = "10";

  private Failure() {}

  /** Answers with the status that the failure stands for. Nothing may have been sent yet. */
  static void answer(Throwable failure, HttpRequest request, HttpResponse response)
      throws IOException {
    Throwable cause = unwrapped(failure);
    int status = status(cause);
    if (status == 500) {
      log.atWarn()
          // the world's errors are known by their message, a program's by where it was
          .setCause(cause instanceof IOException ? null : cause)
          .addKeyValue("method", request.method())
          .addKeyValue("path", request.target().path())
          .addKeyValue("failure", cause)
          .log("Request failed");
    }
    ResponseHead head = ResponseHead.of(status);
    if (status == 503) {
      head.with("Retry-After", RETRY_AFTER);
    }
    response.answer(head, line(status, cause));
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : null;
    return cause == null ? failure : cause;
  }

  static int status(Throwable failure) {
    return switch (failure) {
      case HttpStatusException e -> e.status();
      case InterruptedByTimeoutException e -> 503;
      case NoSuchFileException e -> 404;
      case FileNotFoundException e -> 404;
      case AccessDeniedException e -> 403;
      // what was there when the request came was taken away meanwhile
      case ClosedChannelException e -> 410;
      default -> 500;
    };
  }

  private static String line(int status, Throwable failure) {
    String phrase = status + " " + ResponseHead.phrase(status);
    return failure instanceof HttpStatusException e ? phrase + ": " + e.getMessage() : phrase;
  }
}
