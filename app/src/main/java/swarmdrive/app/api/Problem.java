package swarmdrive.app.api;

/** An error as RFC 9457 has it. */
record Problem(String type, String title, int status, String detail) {
  static Problem of(int status, String title, String detail) {
    return new Problem("about:blank", title, status, detail);
  }
}
