package swarmdrive.webdav.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Path segments to and from their percent-encoded form (RFC 3986, 2.1 and 3.3). */
public final class PathCodec {
  private static final String HEX = "0123456789ABCDEF";

  /** Left as they are: unreserved, and what no client was seen to trip over. */
  private static final BitSet PLAIN = plain();

  private PathCodec() {}

  private static BitSet plain() {
    BitSet plain = new BitSet(128);
    plain.set('a', 'z' + 1);
    plain.set('A', 'Z' + 1);
    plain.set('0', '9' + 1);
    "-._~()!,@".chars().forEach(plain::set);
    return plain;
  }

  /** One segment, percent-encoded; the answer is pure ASCII, safe in XML and HTML. */
  public static String encode(String segment) {
    int plainLength = 0;
    while (plainLength < segment.length() && PLAIN.get(segment.charAt(plainLength))) {
      plainLength++;
    }
    if (plainLength == segment.length()) {
      return segment;
    }
    byte[] bytes = segment.getBytes(StandardCharsets.UTF_8);
    StringBuilder encoded = new StringBuilder(bytes.length + 32);
    for (byte b : bytes) {
      append(encoded, b & 0xff);
    }
    return encoded.toString();
  }

  private static void append(StringBuilder encoded, int octet) {
    if (PLAIN.get(octet)) {
      encoded.append((char) octet);
    } else {
      encoded.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 15));
    }
  }

  /** The percent-encoded path of these segments, from slash to slash if it is a folder's. */
  public static String encode(List<String> segments, boolean folder) {
    StringBuilder path = new StringBuilder(64);
    for (String segment : segments) {
      path.append('/').append(encode(segment));
    }
    return folder || path.isEmpty() ? path.append('/').toString() : path.toString();
  }

  /**
   * The segments of an encoded path, in NFC, empty ones dropped.
   *
   * @throws HttpStatusException 400 for a bad escape, bytes that are no UTF-8, a control character,
   *     {@code .} or {@code ..}
   */
  static List<String> decode(String path) throws HttpStatusException {
    List<String> segments = new ArrayList<>();
    int start = 0;
    while (start < path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      if (end > start) {
        segments.add(checked(decodeSegment(path.substring(start, end))));
      }
      start = end + 1;
    }
    return segments;
  }

  private static String decodeSegment(String raw) throws HttpStatusException {
    if (raw.indexOf('%') < 0) {
      return raw;
    }
    CharBuffer in = CharBuffer.wrap(raw);
    ByteBuffer out = ByteBuffer.allocate(raw.length() * 3);
    while (in.hasRemaining()) {
      char c = in.get();
      if (c == '%') {
        out.put(escaped(in));
      } else if (c < 0x80) {
        out.put((byte) c);
      } else {
        putUtf8(in.position(in.position() - 1), out);
      }
    }
    return utf8(out.flip());
  }

  private static byte escaped(CharBuffer in) throws HttpStatusException {
    int high = in.hasRemaining() ? hex(in.get()) : -1;
    int low = in.hasRemaining() ? hex(in.get()) : -1;
    if (high < 0 || low < 0) {
      throw new HttpStatusException(400, "Bad percent escape in the path");
    }
    return (byte) (high << 4 | low);
  }

  private static int hex(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  /** Some clients send UTF-8 without escapes; the parser has made characters of it already. */
  private static void putUtf8(CharBuffer in, ByteBuffer out) {
    int codePoint = Character.codePointAt(in, 0);
    int chars = Character.charCount(codePoint);
    out.put(in.subSequence(0, chars).toString().getBytes(StandardCharsets.UTF_8));
    in.position(in.position() + chars);
  }

  private static String utf8(ByteBuffer bytes) throws HttpStatusException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new HttpStatusException(400, "The path is not UTF-8");
    }
  }

  private static String checked(String segment) throws HttpStatusException {
    if (segment.equals(".") || segment.equals("..")) {
      throw new HttpStatusException(400, "The path contains a dot segment");
    }
    boolean ascii = true;
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c < 0x20 || c == 0x7f) {
        throw new HttpStatusException(400, "The path contains a control character");
      }
      ascii &= c < 0x80;
    }
    return ascii ? segment : Normalizer.normalize(segment, Normalizer.Form.NFC);
  }
}
