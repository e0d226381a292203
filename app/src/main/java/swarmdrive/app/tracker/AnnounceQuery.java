package swarmdrive.app.tracker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** The query of an announce. Values are bytes, so that no text decoder may touch them. */
final class AnnounceQuery {
  private final Map<String, byte[]> values = new HashMap<>();

  /**
   * Takes a query apart; the first value of a name counts.
   *
   * @param query as it came, without its question mark
   * @throws IllegalArgumentException if an escape is broken
   */
  AnnounceQuery(String query) {
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.putIfAbsent(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
      }
    }
  }

  private static byte[] decoded(String value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '%') {
        if (i + 2 >= value.length()) {
          throw new IllegalArgumentException("broken escape in the query");
        }
        bytes.write(HexFormat.fromHexDigits(value, i + 1, i + 3));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }

  /** Empty if absent. */
  byte[] bytes(String name) {
    return values.getOrDefault(name, new byte[0]);
  }

  String text(String name) {
    return new String(bytes(name), StandardCharsets.ISO_8859_1);
  }

  /**
   * A number, or the default if there is none.
   *
   * @throws IllegalArgumentException if it is something else
   */
  long number(String name, long absent) {
    String text = text(name);
    try {
      return text.isEmpty() ? absent : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a number", e);
    }
  }
}
