package swarmdrive.archive.deflate;

import java.io.IOException;
import java.util.zip.DataFormatException;

/** What lies around the streams of a gzip file (RFC 1952): a head before and a tail behind each. */
final class GzipFrame {
  /** Bytes from wherever they are decoded. */
  interface Bytes {
    /** The next one, or -1. */
    int next() throws IOException, DataFormatException;
  }

  private static final int MAGIC_0 = 0x1f;
  private static final int MAGIC_1 = 0x8b;
  private static final int DEFLATE = 8;
  private static final int TAIL = 8;
  private static final int HEADER_CHECK = 1 << 1;
  private static final int EXTRA = 1 << 2;
  private static final int NAME = 1 << 3;
  private static final int COMMENT = 1 << 4;
  private static final int MOST_TEXT = 1 << 20;

  private GzipFrame() {}

  /** Passes over the head of the first stream. */
  static void first(Bytes bytes) throws IOException, DataFormatException {
    if (bytes.next() != MAGIC_0 || bytes.next() != MAGIC_1) {
      throw new DataFormatException("no gzip");
    }
    head(bytes);
  }

  /**
   * Passes over a stream's tail and the next one's head.
   *
   * @return false if there is no further stream; what else follows is ignored, as gzip does
   */
  static boolean next(Bytes bytes) throws IOException, DataFormatException {
    skip(bytes, TAIL);
    int next = bytes.next();
    while (next == 0) {
      next = bytes.next();
    }
    if (next != MAGIC_0 || bytes.next() != MAGIC_1) {
      return false;
    }
    head(bytes);
    return true;
  }

  private static void head(Bytes bytes) throws IOException, DataFormatException {
    if (required(bytes) != DEFLATE) {
      throw new DataFormatException("gzip of an unknown method");
    }
    int flags = required(bytes);
    skip(bytes, 6);
    if ((flags & EXTRA) != 0) {
      skip(bytes, required(bytes) | required(bytes) << 8);
    }
    if ((flags & NAME) != 0) {
      skipText(bytes);
    }
    if ((flags & COMMENT) != 0) {
      skipText(bytes);
    }
    if ((flags & HEADER_CHECK) != 0) {
      skip(bytes, 2);
    }
  }

  private static void skipText(Bytes bytes) throws IOException, DataFormatException {
    for (int length = 0; required(bytes) != 0; length++) {
      if (length > MOST_TEXT) {
        throw new DataFormatException("gzip with an endless name");
      }
    }
  }

  private static void skip(Bytes bytes, int count) throws IOException, DataFormatException {
    for (int i = 0; i < count; i++) {
      required(bytes);
    }
  }

  private static int required(Bytes bytes) throws IOException, DataFormatException {
    int next = bytes.next();
    if (next < 0) {
      throw new DataFormatException("it ends too early");
    }
    return next;
  }
}
