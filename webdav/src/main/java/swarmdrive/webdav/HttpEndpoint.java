package swarmdrive.webdav;

import java.io.IOException;

/**
 * Answers requests under one path prefix that is not part of the drive, such as the JSON API. Runs
 * on a virtual thread.
 */
@FunctionalInterface
public interface HttpEndpoint {
  /**
   * Answers one request; an answer that was not begun when this returns becomes 404.
   *
   * @throws IOException becomes 500 if the answer has not begun, else the connection is cut
   */
  void handle(HttpExchange exchange) throws IOException;
}
