package swarmdrive.app.api;

import java.io.IOException;

/** A request that cannot be done, with what the client is told. */
final class ProblemException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  private ProblemException(int status, String title, String detail) {
    super(detail);
    this.problem = Problem.of(status, title, detail);
  }

  Problem problem() {
    return problem;
  }

  static ProblemException badRequest(String detail) {
    return new ProblemException(400, "Bad Request", detail);
  }

  static ProblemException notFound(String detail) {
    return new ProblemException(404, "Not Found", detail);
  }

  /** What is there forbids it. */
  static ProblemException conflict(String detail) {
    return new ProblemException(409, "Conflict", detail);
  }

  static ProblemException tooLarge(String detail) {
    return new ProblemException(413, "Content Too Large", detail);
  }

  static ProblemException unsupportedType(String detail) {
    return new ProblemException(415, "Unsupported Media Type", detail);
  }

  /** Understood, but of no use: a damaged torrent, for instance. */
  static ProblemException unprocessable(String detail) {
    return new ProblemException(422, "Unprocessable Content", detail);
  }

  /** Another server failed us. */
  static ProblemException badGateway(String detail) {
    return new ProblemException(502, "Bad Gateway", detail);
  }

  static ProblemException unavailable(String detail) {
    return new ProblemException(503, "Service Unavailable", detail);
  }
}
