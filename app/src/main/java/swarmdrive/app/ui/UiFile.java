package swarmdrive.app.ui;

import com.google.common.hash.Hashing;

/**
 * One file of the UI, in memory.
 *
 * @param type media type
 * @param etag strong, with its quotes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record UiFile(String type, byte[] bytes, String etag) {
  static UiFile of(String path, byte[] bytes) {
    return new UiFile(
        type(path),
        bytes,
        '"' + Hashing.sha256().hashBytes(bytes).toString().substring(0, 32) + '"');
  }

  private static String type(String path) {
    return switch (path.substring(path.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException("no type is known for " + path);
    };
  }
}
