package swarmdrive.webdav.http;

import com.google.common.base.Splitter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Which answers are compressed: texts, long enough to shrink, for clients that ask for gzip (RFC
 * 9110, 12.5.3). Never the files of the drive: their ranges and tags are those of the plain bytes,
 * and what is large among them does not shrink. Request's thread.
 */
final class Compression {
  /** Shorter bodies fit into a packet anyway. */
  static final int LEAST_BYTES = 1024;

  private static final Set<String> TEXTS =
      Set.of(
          "text/html",
          "text/css",
          "text/javascript",
          "text/plain",
          "application/xml",
          "application/json",
          "application/problem+json",
          "application/javascript",
          "image/svg+xml");

  private Compression() {}

  /** Whether an answer of this type may come compressed at all, which caches have to know. */
  static boolean concerns(@Nullable String contentType) {
    return contentType != null
        && TEXTS.contains(Splitter.on(';').trimResults().splitToList(contentType).getFirst());
  }

  /**
   * Whether a client takes gzip.
   *
   * @param field Accept-Encoding; null if there is none
   */
  static boolean accepted(@Nullable String field) {
    if (field == null) {
      return false;
    }
    boolean any = false;
    for (String element : Splitter.on(',').split(field)) {
      List<String> parts = Splitter.on(';').trimResults().splitToList(element);
      boolean wanted = parts.size() < 2 || quality(parts.get(1)) > 0;
      if (parts.getFirst().equalsIgnoreCase("gzip")) {
        return wanted;
      }
      any |= parts.getFirst().equals("*") && wanted;
    }
    return any;
  }

  /** What is no weight asks for nothing. */
  private static double quality(String parameter) {
    if (!parameter.regionMatches(true, 0, "q=", 0, 2)) {
      return 0;
    }
    try {
      return Double.parseDouble(parameter.substring(2));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  static byte[] compress(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
    try (OutputStream gzip = new Gzip(bytes)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new IllegalStateException("Memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /** Compresses what is written; a flush lets everything so far go out. */
  static OutputStream stream(OutputStream out) throws IOException {
    return new Gzip(out);
  }

  /** The fastest level: lists shrink to a tenth at any. */
  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out) throws IOException {
      super(out, 8192, true);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
