package swarmdrive.webdav.dav;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.http.HttpDate;

/** Writes XML as UTF-8 with little garbage. One thread. */
final class Xml {
  private final OutputStream out;
  private final byte[] buffer = new byte[8192];
  private int filled;
  private @Nullable Instant lastHttp;
  private byte[] lastHttpText = new byte[0];
  private @Nullable Instant lastIso;
  private byte[] lastIsoText = new byte[0];

  Xml(OutputStream out) {
    this.out = out;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Markup, as it is. */
  void raw(byte[] markup) throws IOException {
    if (markup.length > buffer.length - filled) {
      drain();
      if (markup.length > buffer.length) {
        out.write(markup);
        return;
      }
    }
    System.arraycopy(markup, 0, buffer, filled, markup.length);
    filled += markup.length;
  }

  /** One character of ASCII that needs no escape. */
  void ascii(char c) throws IOException {
    if (filled == buffer.length) {
      drain();
    }
    buffer[filled++] = (byte) c;
  }

  /** Text of ASCII that needs no escape, such as an encoded path. */
  void ascii(CharSequence text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      ascii(text.charAt(i));
    }
  }

  /** Character data, escaped; what XML 1.0 cannot say becomes U+FFFD. */
  void text(String text) throws IOException {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '&' -> ascii("&amp;");
        case '<' -> ascii("&lt;");
        case '>' -> ascii("&gt;");
        default -> character(allowed(c) ? c : 0xfffd);
      }
    }
  }

  /** The value of an attribute in double quotes, escaped. */
  void attribute(String value) throws IOException {
    int start = 0;
    for (int quote = value.indexOf('"'); quote >= 0; quote = value.indexOf('"', start)) {
      text(value.substring(start, quote));
      ascii("&quot;");
      start = quote + 1;
    }
    text(value.substring(start));
  }

  private static boolean allowed(int c) {
    return (c >= 0x20 && c < 0xd800) || (c >= 0xe000 && c != 0xfffe && c != 0xffff) || c == '\t';
  }

  private void character(int c) throws IOException {
    if (c < 0x80) {
      ascii((char) c);
    } else {
      raw(Character.toString(c).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A moment as getlastmodified has it. Children of one folder mostly share it. */
  void httpDate(Instant moment) throws IOException {
    if (!moment.equals(lastHttp)) {
      lastHttp = moment;
      lastHttpText = bytes(HttpDate.format(moment));
    }
    raw(lastHttpText);
  }

  /** A moment as creationdate has it (RFC 3339), in whole seconds. */
  void isoDate(Instant moment) throws IOException {
    if (!moment.equals(lastIso)) {
      lastIso = moment;
      lastIsoText =
          bytes(DateTimeFormatter.ISO_INSTANT.format(moment.truncatedTo(ChronoUnit.SECONDS)));
    }
    raw(lastIsoText);
  }

  /** Hands over what is in the buffer. */
  void drain() throws IOException {
    out.write(buffer, 0, filled);
    filled = 0;
  }

  /** Lets everything so far go out to the client. */
  void flush() throws IOException {
    drain();
    out.flush();
  }
}
