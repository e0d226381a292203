package swarmdrive.app.api;

/**
 * One operation of the API.
 *
 * @param method upper case; GET answers HEAD, too
 * @param path below {@code /api/v1}
 */
record Operation(String method, Template path, Action action) {
  static Operation of(String method, String path, Action action) {
    return new Operation(method, new Template(path), action);
  }

  boolean takes(String wanted) {
    return method.equals(wanted) || method.equals("GET") && wanted.equals("HEAD");
  }
}
