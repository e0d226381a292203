package swarmdrive.e2e;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Where a WebDAV drive is.
 *
 * @param root its URL with a slash at the end
 */
record Drive(URI root) {
  /** The URL of a path in the drive; whatever is not unreserved (RFC 3986) is escaped. */
  URI url(String path) {
    return URI.create(
        root
            + Arrays.stream(path.split("/", -1))
                .map(Drive::escape)
                .collect(Collectors.joining("/")));
  }

  private static String escape(String segment) {
    var escaped = new StringBuilder();
    for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)) {
        escaped.append(c);
      } else {
        escaped.append("%%%02X".formatted((int) c));
      }
    }
    return escaped.toString();
  }
}
