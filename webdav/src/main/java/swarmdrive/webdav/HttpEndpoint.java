package swarmdrive.webdav;

import java.io.IOException;

/**
 * Answers requests under one path prefix that is not part of the drive, such as the JSON API. Runs
 * on a virtual thread.
 */
@FunctionalInterface
public interface HttpEndpoint {
  /** Whom the gate lets through to an endpoint when there are users. */
  enum Visitors {
    /** Anybody: what it shows is no secret. */
    EVERYBODY,
    /** Every user, whatever the method: it changes nothing but their own session. */
    USERS,
    /** Every user, those that may only read with methods that only read. */
    WRITERS
  }

  default Visitors visitors() {
    return Visitors.WRITERS;
  }

  /**
   * Answers one request; an answer that was not begun when this returns becomes 404.
   *
   * @throws IOException becomes 500 if the answer has not begun, else the connection is cut
   */
  void handle(HttpExchange exchange) throws IOException;
}
