package swarmdrive.engine.bencode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import swarmdrive.engine.MetainfoException;

/**
 * One bencoded value (BEP 3) where it lies in hostile bytes: a checked view, nothing is copied
 * before it is asked for. Why not bt-core's reader: docs/decisions/0004-bencoding.md.
 *
 * @param source bytes that hold the value; never changed
 * @param from first byte of the value
 * @param to byte after its last one
 */
public record Bencode(byte[] source, int from, int to) {
  /** Deepest nesting; a hybrid torrent's file tree nests as deep as its folders. */
  public static final int MAX_DEPTH = 200;

  /** Reads one value; line ends may follow, nothing else. */
  public static Bencode parse(byte[] source) throws MetainfoException {
    Bencode value = parsePrefix(source);
    for (int i = value.to; i < source.length; i++) {
      if (source[i] != '\n' && source[i] != '\r') {
        throw damaged("unexpected bytes after its end, from byte " + i);
      }
    }
    return value;
  }

  /** Reads one value that is all of the bytes. */
  public static Bencode parseExactly(byte[] source) throws MetainfoException {
    Bencode value = parsePrefix(source);
    if (value.to != source.length) {
      throw damaged("unexpected bytes after its end, from byte " + value.to);
    }
    return value;
  }

  /** Reads the value at the beginning; anything may follow from {@link #to} on. */
  public static Bencode parsePrefix(byte[] source) throws MetainfoException {
    return new Bencode(source, 0, end(source, 0, source.length, MAX_DEPTH));
  }

  public boolean isDictionary() {
    return source[from] == 'd';
  }

  public boolean isList() {
    return source[from] == 'l';
  }

  public boolean isInteger() {
    return source[from] == 'i';
  }

  public boolean isString() {
    return isDigit(source[from]);
  }

  /** Bytes of a string's content. */
  public int length() {
    return to - contentStart();
  }

  /** A copy of a string's content. */
  public byte[] content() {
    return Arrays.copyOfRange(source, contentStart(), to);
  }

  /** A copy of the value as it is encoded. */
  public byte[] encoded() {
    return Arrays.copyOfRange(source, from, to);
  }

  /** An integer's value; empty if it does not fit into a long. */
  public Optional<Long> integer() {
    if (to - from > 22) { // 'i', sign, 19 digits, 'e'
      return Optional.empty();
    }
    try {
      String digits = new String(source, from + 1, to - from - 2, StandardCharsets.US_ASCII);
      return Optional.of(Long.parseLong(digits));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  /**
   * The members of a list.
   *
   * @param most if there are more, an exception is thrown
   */
  public List<Bencode> items(int most, String what) throws MetainfoException {
    List<Bencode> items = firstItems(most);
    int end = items.isEmpty() ? from + 1 : items.getLast().to;
    if (source[end] != 'e') {
      throw new MetainfoException("more than " + most + " " + what);
    }
    return items;
  }

  /** The members of a list, at most {@code most} of them. */
  public List<Bencode> firstItems(int most) throws MetainfoException {
    List<Bencode> items = new ArrayList<>();
    for (int at = from + 1; source[at] != 'e' && items.size() < most; at = items.getLast().to) {
      items.add(valueAt(at));
    }
    return items;
  }

  /**
   * A dictionary's value.
   *
   * @throws MetainfoException if the key is there twice: programs would disagree on what it says
   */
  public Optional<Bencode> get(String key) throws MetainfoException {
    byte[] wanted = key.getBytes(StandardCharsets.UTF_8);
    Optional<Bencode> found = Optional.empty();
    for (int at = from + 1; source[at] != 'e'; ) {
      Bencode name = valueAt(at);
      Bencode value = valueAt(name.to);
      if (name.contentEquals(wanted)) {
        if (found.isPresent()) {
          throw damaged("key \"" + key + "\" occurs twice");
        }
        found = Optional.of(value);
      }
      at = value.to;
    }
    return found;
  }

  private boolean contentEquals(byte[] wanted) {
    return Arrays.equals(source, contentStart(), to, wanted, 0, wanted.length);
  }

  private Bencode valueAt(int at) throws MetainfoException {
    return new Bencode(source, at, end(source, at, to, MAX_DEPTH));
  }

  private int contentStart() {
    int at = from;
    while (source[at] != ':') {
      at++;
    }
    return at + 1;
  }

  /** The byte after the value at {@code at}, all of which is checked on the way. */
  private static int end(byte[] source, int at, int limit, int depth) throws MetainfoException {
    if (depth == 0) {
      throw damaged("nested too deeply at byte " + at);
    }
    return switch (byteAt(source, at, limit)) {
      case 'i' -> integerEnd(source, at + 1, limit);
      case 'l' -> listEnd(source, at + 1, limit, depth - 1);
      case 'd' -> dictionaryEnd(source, at + 1, limit, depth - 1);
      default -> stringEnd(source, at, limit);
    };
  }

  private static int listEnd(byte[] source, int start, int limit, int depth)
      throws MetainfoException {
    int at = start;
    while (byteAt(source, at, limit) != 'e') {
      at = end(source, at, limit, depth);
    }
    return at + 1;
  }

  private static int dictionaryEnd(byte[] source, int start, int limit, int depth)
      throws MetainfoException {
    int at = start;
    while (byteAt(source, at, limit) != 'e') {
      int value = stringEnd(source, at, limit);
      at = end(source, value, limit, depth);
    }
    return at + 1;
  }

  private static int integerEnd(byte[] source, int start, int limit) throws MetainfoException {
    int digits = byteAt(source, start, limit) == '-' ? start + 1 : start;
    int at = digitsEnd(source, digits, limit);
    boolean minusZero = digits > start && source[digits] == '0';
    if (byteAt(source, at, limit) != 'e' || minusZero) {
      throw damaged("bad integer at byte " + (start - 1));
    }
    return at + 1;
  }

  private static int stringEnd(byte[] source, int start, int limit) throws MetainfoException {
    int colon = digitsEnd(source, start, limit);
    if (byteAt(source, colon, limit) != ':' || colon - start > 10) {
      throw damaged("bad string length at byte " + start);
    }
    long length =
        Long.parseLong(new String(source, start, colon - start, StandardCharsets.US_ASCII));
    if (length > limit - colon - 1) {
      throw damaged("it ends inside the string that starts at byte " + start);
    }
    return colon + 1 + (int) length;
  }

  /** The byte after one or more digits without leading zeros. */
  private static int digitsEnd(byte[] source, int start, int limit) throws MetainfoException {
    int at = start;
    while (isDigit(byteAt(source, at, limit))) {
      at++;
    }
    if (at == start || (source[start] == '0' && at > start + 1)) {
      throw damaged("unexpected byte at " + start);
    }
    return at;
  }

  private static byte byteAt(byte[] source, int at, int limit) throws MetainfoException {
    if (at >= limit) {
      throw damaged("it ends early, after " + limit + " bytes");
    }
    return source[at];
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static MetainfoException damaged(String what) {
    return new MetainfoException("damaged torrent data: " + what);
  }
}
