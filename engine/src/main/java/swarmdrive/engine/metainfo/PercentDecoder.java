package swarmdrive.engine.metainfo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Decodes {@code %xx} and {@code +} of a query (RFC 3986 and HTML forms). Unlike {@link
 * java.net.URLDecoder} it takes anything: an escape that is none stands for itself.
 */
final class PercentDecoder {
  private static final TextDecoder TEXT = TextDecoder.of(Optional.empty());

  private PercentDecoder() {}

  static String decode(String written) {
    byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int escaped = bytes[i] == '%' ? escaped(bytes, i) : -1;
      if (escaped >= 0) {
        out.write(escaped);
        i += 2;
      } else {
        out.write(bytes[i] == '+' ? ' ' : bytes[i]);
      }
    }
    return TEXT.decode(out.toByteArray());
  }

  private static int escaped(byte[] bytes, int percent) {
    if (percent + 2 >= bytes.length) {
      return -1;
    }
    int high = Character.digit(bytes[percent + 1], 16);
    int low = Character.digit(bytes[percent + 2], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
