package swarmdrive.webdav.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * Status and fields of an answer. Fields that frame the message (Content-Length, Connection, Date
 * and the like) are added when it is sent.
 */
public final class ResponseHead {
  private final int status;
  private final StringBuilder fields = new StringBuilder(256);
  private @Nullable String contentType;

  private ResponseHead(int status) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("Not a final status: " + status);
    }
    this.status = status;
  }

  public static ResponseHead of(int status) {
    return new ResponseHead(status);
  }

  public static ResponseHead of(int status, Map<String, String> fields) {
    ResponseHead head = new ResponseHead(status);
    fields.forEach(head::with);
    return head;
  }

  /**
   * Adds a field.
   *
   * @throws IllegalArgumentException if a line break would make two of it
   */
  public ResponseHead with(String name, String value) {
    requireOneLine(name);
    requireOneLine(value);
    if (name.equalsIgnoreCase("Content-Type")) {
      contentType = value;
    }
    fields.append(name).append(": ").append(value).append("\r\n");
    return this;
  }

  private static void requireOneLine(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < 0x20 && c != '\t') || c == 0x7f) {
        throw new IllegalArgumentException("Control character in a header field");
      }
    }
  }

  public int status() {
    return status;
  }

  @Nullable String contentType() {
    return contentType;
  }

  /**
   * The body comes compressed. Its tag is that of the plain bytes, so it is a weak one now (RFC
   * 9110, 8.8.1).
   */
  ResponseHead compressed() {
    int tag = fields.indexOf("ETag: \"");
    if (tag >= 0) {
      fields.insert(tag + "ETag: ".length(), "W/");
    }
    return with("Content-Encoding", "gzip");
  }

  /** Whether this status comes without a body (RFC 9112, 6.3). */
  boolean bodiless() {
    return status == 204 || status == 304;
  }

  /** The whole head with its framing fields, as it goes out. */
  byte[] bytes(HttpDate date, String framing) {
    String text =
        "HTTP/1.1 "
            + status
            + ' '
            + phrase()
            + "\r\nServer: swarmdrive\r\nDate: "
            + date.now()
            + "\r\n"
            + fields
            + framing
            + "\r\n";
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private String phrase() {
    return phrase(status);
  }

  static String phrase(int status) {
    HttpStatus.Code code = HttpStatus.getCode(status);
    return code == null ? "Status" : code.getMessage();
  }
}
