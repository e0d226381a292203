package swarmdrive.webdav.dav;

import swarmdrive.webdav.http.HttpRequest;
import swarmdrive.webdav.http.HttpStatusException;

/** A Depth field of a method that changes something (RFC 4918, 10.2). */
enum Depth {
  ZERO,
  ONE,
  INFINITY;

  /** What was sent; infinity if nothing was. */
  static Depth of(HttpRequest request) throws HttpStatusException {
    String field = request.header("Depth");
    if (field == null || field.strip().equalsIgnoreCase("infinity")) {
      return INFINITY;
    }
    return switch (field.strip()) {
      case "0" -> ZERO;
      case "1" -> ONE;
      default -> throw new HttpStatusException(400, "Depth is 0, 1 or infinity");
    };
  }
}
