package swarmdrive.webdav.http;

import java.io.IOException;

/** Answers requests. Called on a virtual thread per request; may block. */
@FunctionalInterface
public interface RequestHandler {
  /**
   * Answers one request; an answer that was not begun when this returns becomes 404.
   *
   * @throws IOException becomes a status as {@link Failure} says if nothing was sent yet, else the
   *     connection is cut
   */
  void handle(HttpRequest request, HttpResponse response) throws IOException;
}
