package swarmdrive.archive.deflate;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Writes all data as one single block, as some fast encoders do: fixed codes, flat codes of its
 * own, or very uneven ones with codes of 15 bits.
 */
final class HandEncoder {
  private static final int MIN = 3;
  private static final int MAX = 258;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final byte[] literalLengths;
  private final byte[] distanceLengths;
  private final int[] literalCodes;
  private final int[] distanceCodes;
  private long bits;
  private int count;

  private HandEncoder(byte[] literalLengths, byte[] distanceLengths) {
    this.literalLengths = literalLengths;
    this.distanceLengths = distanceLengths;
    literalCodes = codes(literalLengths);
    distanceCodes = codes(distanceLengths);
  }

  static byte[] fixed(byte[] plain) {
    byte[] literals = new byte[288];
    Arrays.fill(literals, (byte) 8);
    Arrays.fill(literals, 144, 256, (byte) 9);
    Arrays.fill(literals, 256, 280, (byte) 7);
    byte[] distances = new byte[30];
    Arrays.fill(distances, (byte) 5);
    HandEncoder encoder = new HandEncoder(literals, distances);
    encoder.put(0b011, 3);
    return encoder.encode(plain);
  }

  /** 226 codes of 8 bits and 60 of 9; distances 2 of 4 bits and 28 of 5. */
  static byte[] flat(byte[] plain) {
    byte[] literals = new byte[286];
    Arrays.fill(literals, 0, 226, (byte) 8);
    Arrays.fill(literals, 226, 286, (byte) 9);
    return own(literals, evenDistances()).encode(plain);
  }

  /** Six literals of 1 to 6 bits, 232 of 14 and 48 of 15. */
  static byte[] uneven(byte[] plain) {
    byte[] literals = new byte[286];
    Arrays.fill(literals, 0, 48, (byte) 15);
    Arrays.fill(literals, 48, 286, (byte) 14);
    for (int i = 0; i < 6; i++) {
      literals['a' + i] = (byte) (i + 1);
    }
    return own(literals, unevenDistances()).encode(plain);
  }

  private static byte[] evenDistances() {
    byte[] distances = new byte[30];
    Arrays.fill(distances, (byte) 5);
    distances[0] = 4;
    distances[29] = 4;
    return distances;
  }

  /** 1 to 10 bits, then 20 codes in what 1/1024 leaves: 12 of 14 bits and 8 of 15. */
  private static byte[] unevenDistances() {
    byte[] distances = new byte[30];
    for (int i = 0; i < 10; i++) {
      distances[29 - i] = (byte) (i + 1);
    }
    Arrays.fill(distances, 0, 12, (byte) 14);
    Arrays.fill(distances, 12, 20, (byte) 15);
    return distances;
  }

  private static HandEncoder own(byte[] literals, byte[] distances) {
    HandEncoder encoder = new HandEncoder(literals, distances);
    encoder.put(0b101, 3);
    encoder.put(literals.length - 257, 5);
    encoder.put(distances.length - 1, 5);
    encoder.put(15, 4);
    for (int symbol : BlockCodes.ORDER) {
      encoder.put(symbol < 16 ? 4 : 0, 3);
    }
    for (byte[] lengths : new byte[][] {literals, distances}) {
      for (byte length : lengths) {
        encoder.put(Integer.reverse(length) >>> 28, 4);
      }
    }
    return encoder;
  }

  private byte[] encode(byte[] plain) {
    int[] last = new int[1 << 15];
    Arrays.fill(last, -1);
    for (int at = 0; at < plain.length; ) {
      int from = candidate(plain, at, last);
      int length = from < 0 ? 0 : matching(plain, from, at);
      if (length < MIN) {
        symbol(literalCodes, literalLengths, plain[at] & 255);
        at++;
      } else {
        repeat(length, at - from);
        at += length;
      }
    }
    symbol(literalCodes, literalLengths, 256);
    put(0, 7);
    return out.toByteArray();
  }

  private static int candidate(byte[] plain, int at, int[] last) {
    if (at + MIN > plain.length) {
      return -1;
    }
    int hash = (plain[at] & 255) * 40_503 + (plain[at + 1] & 255) * 977 + plain[at + 2] & 0x7fff;
    int from = last[hash];
    last[hash] = at;
    return at - from <= 32_768 ? from : -1;
  }

  private static int matching(byte[] plain, int from, int at) {
    int length = 0;
    while (length < MAX
        && at + length < plain.length
        && plain[from + length] == plain[at + length]) {
      length++;
    }
    return length;
  }

  private void repeat(int length, int distance) {
    int symbol = symbol(Codes.LITERALS.meanings(), 257, 286, length);
    extra(literalCodes, literalLengths, Codes.LITERALS.meanings(), symbol, length);
    symbol = symbol(Codes.DISTANCES.meanings(), 0, 30, distance);
    extra(distanceCodes, distanceLengths, Codes.DISTANCES.meanings(), symbol, distance);
  }

  private static int symbol(int[] meanings, int from, int to, int value) {
    int symbol = to - 1;
    while (symbol > from && (meanings[symbol] >>> 8 & 0xffff) > value) {
      symbol--;
    }
    return symbol;
  }

  private void extra(int[] codes, byte[] lengths, int[] meanings, int symbol, int value) {
    symbol(codes, lengths, symbol);
    put(value - (meanings[symbol] >>> 8 & 0xffff), meanings[symbol] >>> 4 & 15);
  }

  private void symbol(int[] codes, byte[] lengths, int symbol) {
    put(codes[symbol], lengths[symbol]);
  }

  private static int[] codes(byte[] lengths) {
    int[] codes = new int[lengths.length];
    int code = 0;
    for (int length = 1; length <= 15; length++) {
      for (int symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] == length) {
          codes[symbol] = Integer.reverse(code++) >>> (32 - length);
        }
      }
      code <<= 1;
    }
    return codes;
  }

  private void put(int value, int length) {
    bits |= (long) value << count;
    count += length;
    for (; count >= 8; count -= 8) {
      out.write((int) bits);
      bits >>>= 8;
    }
  }
}
