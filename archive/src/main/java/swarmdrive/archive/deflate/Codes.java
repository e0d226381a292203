package swarmdrive.archive.deflate;

import java.util.Arrays;
import java.util.zip.DataFormatException;

/**
 * Tables that turn the next bits into what they mean.
 *
 * <p>An entry has, from its lowest bit: the code's length (4 bits), how many extra bits follow (4),
 * a value (16), a kind. Codes longer than a table's first level go on in a second one behind it.
 */
final class Codes {
  /** Kinds: an entry below the first is a literal. */
  static final int BASE = 1 << 24; // value and extra bits make a length or a distance

  static final int END = 2 << 24;
  static final int DEEPER = 3 << 24; // value is where the second level is, extra its width
  static final int INVALID = 4 << 24;

  /** What symbols of an alphabet mean, and the width of a table's first level for it. */
  record Alphabet(int[] meanings, int width, boolean mayBeIncomplete) {}

  static final Alphabet LENGTHS = new Alphabet(values(19), 7, false);
  static final Alphabet LITERALS = new Alphabet(literals(), 11, true);
  static final Alphabet DISTANCES = new Alphabet(distances(), 9, true);

  static final int[] FIXED_LITERALS = fixed(fixedLengths(), LITERALS);
  static final int[] FIXED_DISTANCES = fixed(filled(32, 5), DISTANCES);

  private static final int MAX_LENGTH = 15;

  private Codes() {}

  /**
   * Makes the table of the codes {@code from} to {@code to}, exclusive.
   *
   * @throws DataFormatException if they are too many or, other than one alone, too few: the same
   *     that zlib refuses
   */
  static int[] table(byte[] lengths, int from, int to, Alphabet alphabet)
      throws DataFormatException {
    int[] next = firstCodes(lengths, from, to, alphabet);
    int[] codes = new int[to - from]; // lowest bit first, as they come
    for (int i = from; i < to; i++) {
      if (lengths[i] > 0) {
        codes[i - from] = Integer.reverse(next[lengths[i]]++) >>> (32 - lengths[i]);
      }
    }
    int[] table = firstLevel(lengths, from, codes, alphabet.width);
    for (int symbol = 0; symbol < codes.length; symbol++) {
      int length = lengths[from + symbol];
      if (length > 0) {
        put(table, codes[symbol], length, alphabet.meanings[symbol] | length, alphabet.width);
      }
    }
    return table;
  }

  /** The first code of each length (RFC 1951, 3.2.2). */
  private static int[] firstCodes(byte[] lengths, int from, int to, Alphabet alphabet)
      throws DataFormatException {
    int[] counts = new int[MAX_LENGTH + 1];
    int longest = 0;
    for (int i = from; i < to; i++) {
      counts[lengths[i]]++;
      longest = Math.max(longest, lengths[i]);
    }
    int[] next = new int[MAX_LENGTH + 1];
    int left = 1;
    for (int length = 1; length <= MAX_LENGTH; length++) {
      left = (left << 1) - counts[length];
      if (left < 0) {
        throw new DataFormatException("too many codes");
      }
      next[length] = length == 1 ? 0 : (next[length - 1] + counts[length - 1]) << 1;
    }
    if (left > 0 && longest > (alphabet.mayBeIncomplete ? 1 : -1)) {
      throw new DataFormatException("too few codes");
    }
    return next;
  }

  private static int[] firstLevel(byte[] lengths, int from, int[] codes, int width) {
    int[] deeper = new int[1 << width]; // bits that a second level needs
    for (int symbol = 0; symbol < codes.length; symbol++) {
      int at = codes[symbol] & (1 << width) - 1;
      deeper[at] = Math.max(deeper[at], lengths[from + symbol] - width);
    }
    int size = deeper.length;
    for (int bits : deeper) {
      size += bits > 0 ? 1 << bits : 0;
    }
    int[] table = new int[size];
    Arrays.fill(table, INVALID);
    int free = deeper.length;
    for (int at = 0; at < deeper.length; at++) {
      if (deeper[at] > 0) {
        table[at] = DEEPER | free << 8 | deeper[at] << 4;
        free += 1 << deeper[at];
      }
    }
    return table;
  }

  private static void put(int[] table, int code, int length, int entry, int width) {
    if (length <= width) {
      for (int at = code; at < 1 << width; at += 1 << length) {
        table[at] = entry;
      }
      return;
    }
    int level = table[code & (1 << width) - 1];
    int start = level >>> 8 & 0xffff;
    int end = start + (1 << (level >>> 4 & 15));
    for (int at = start + (code >>> width); at < end; at += 1 << (length - width)) {
      table[at] = entry;
    }
  }

  private static int[] values(int count) {
    int[] meanings = new int[count];
    Arrays.setAll(meanings, symbol -> symbol << 8);
    return meanings;
  }

  /** RFC 1951, 3.2.5: 286 and 287 have codes but no meaning. */
  private static int[] literals() {
    int[] meanings = values(288);
    meanings[256] = END;
    for (int i = 0, base = 3; i < 28; i++) {
      int extra = i < 8 ? 0 : i / 4 - 1;
      meanings[257 + i] = BASE | base << 8 | extra << 4;
      base += 1 << extra;
    }
    meanings[285] = BASE | 258 << 8;
    meanings[286] = INVALID;
    meanings[287] = INVALID;
    return meanings;
  }

  private static int[] distances() {
    int[] meanings = new int[32];
    for (int i = 0, base = 1; i < 30; i++) {
      int extra = i < 4 ? 0 : i / 2 - 1;
      meanings[i] = BASE | base << 8 | extra << 4;
      base += 1 << extra;
    }
    meanings[30] = INVALID;
    meanings[31] = INVALID;
    return meanings;
  }

  private static byte[] fixedLengths() {
    byte[] lengths = filled(288, 8);
    Arrays.fill(lengths, 144, 256, (byte) 9);
    Arrays.fill(lengths, 256, 280, (byte) 7);
    return lengths;
  }

  private static byte[] filled(int count, int length) {
    byte[] lengths = new byte[count];
    Arrays.fill(lengths, (byte) length);
    return lengths;
  }

  private static int[] fixed(byte[] lengths, Alphabet alphabet) {
    try {
      return table(lengths, 0, lengths.length, alphabet);
    } catch (DataFormatException e) {
      throw new AssertionError(e);
    }
  }
}
