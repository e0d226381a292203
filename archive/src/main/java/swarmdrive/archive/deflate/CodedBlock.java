package swarmdrive.archive.deflate;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/** A block of literals and repeats (RFC 1951, 3.2.3). Used by one thread at a time. */
final class CodedBlock {
  private static final int LITERAL_BITS = Codes.LITERALS.width();
  private static final int LITERAL_MASK = (1 << LITERAL_BITS) - 1;
  private static final int DISTANCE_BITS = Codes.DISTANCES.width();
  private static final int DISTANCE_MASK = (1 << DISTANCE_BITS) - 1;

  private final BlockCodes codes;
  private final int[] literals;
  private final int[] distances;

  CodedBlock(BlockCodes codes) throws DataFormatException {
    this.codes = codes;
    literals = codes.literalTable();
    distances = codes.distanceTable();
  }

  BlockCodes codes() {
    return codes;
  }

  /**
   * Decodes to the block's end or until the output is full.
   *
   * @return true at the end
   * @throws DataFormatException if it is damaged; what was decoded before is in the output
   */
  boolean decode(BitReader in, DecodedBytes out) throws IOException, DataFormatException {
    byte[] source = in.bytes;
    int next = in.next;
    int end = in.end;
    long bits = in.bits;
    int count = in.count;
    byte[] target = out.bytes;
    int at = out.end;
    boolean ended = false;
    String damage = null;
    while (at < DecodedBytes.LIMIT) {
      // 48 bits are enough for a repeat, and for three literals of which two have short codes
      if (end - next >= 8) {
        bits |= (long) BitReader.LONGS.get(source, next) << count;
        next += 63 - count >>> 3;
        count |= 56;
      } else {
        store(in, next, bits, count);
        in.need(48);
        next = in.next;
        end = in.end;
        bits = in.bits;
        count = in.count;
      }
      int entry = literals[(int) bits & LITERAL_MASK];
      if (entry >>> 24 == Codes.DEEPER >>> 24) {
        entry = deeper(literals, entry, bits >>> LITERAL_BITS);
      }
      bits >>>= entry & 15;
      count -= entry & 15;
      if (entry < Codes.BASE) {
        target[at++] = (byte) (entry >>> 8);
        entry = literals[(int) bits & LITERAL_MASK];
        if (entry < Codes.BASE) {
          bits >>>= entry & 15;
          count -= entry & 15;
          target[at++] = (byte) (entry >>> 8);
          entry = literals[(int) bits & LITERAL_MASK];
          if (entry < Codes.BASE) {
            bits >>>= entry & 15;
            count -= entry & 15;
            target[at++] = (byte) (entry >>> 8);
          }
        }
        continue;
      }
      if (entry >= Codes.END) {
        ended = entry < Codes.DEEPER;
        damage = ended ? null : "invalid code";
        break;
      }
      int extra = entry >>> 4 & 15;
      int length = (entry >>> 8 & 0xffff) + ((int) bits & (1 << extra) - 1);
      bits >>>= extra;
      count -= extra;
      entry = distances[(int) bits & DISTANCE_MASK];
      if (entry >>> 24 == Codes.DEEPER >>> 24) {
        entry = deeper(distances, entry, bits >>> DISTANCE_BITS);
      }
      if (entry >= Codes.END) {
        damage = "invalid distance code";
        break;
      }
      bits >>>= entry & 15;
      extra = entry >>> 4 & 15;
      int distance = (entry >>> 8 & 0xffff) + ((int) bits & (1 << extra) - 1);
      bits >>>= extra;
      count -= (entry & 15) + extra;
      if (distance > at) {
        damage = "distance too far back";
        break;
      }
      repeat(target, at, distance, length);
      at += length;
    }
    store(in, next, bits, count);
    in.requireReal(); // else some of the output is not real either
    out.end = at;
    if (damage != null) {
      throw new DataFormatException(damage);
    }
    return ended;
  }

  private static int deeper(int[] table, int entry, long bits) {
    return table[(entry >>> 8 & 0xffff) + ((int) bits & (1 << (entry >>> 4 & 15)) - 1)];
  }

  /** May write up to 7 bytes too many. */
  private static void repeat(byte[] bytes, int at, int distance, int length) {
    int from = at - distance;
    if (distance >= 8) {
      for (int i = 0; i < length; i += 8) {
        BitReader.LONGS.set(bytes, at + i, (long) BitReader.LONGS.get(bytes, from + i));
      }
    } else if (distance == 1) {
      Arrays.fill(bytes, at, at + length, bytes[from]);
    } else {
      for (int i = 0; i < length; i++) {
        bytes[at + i] = bytes[from + i];
      }
    }
  }

  private static void store(BitReader in, int next, long bits, int count) {
    in.next = next;
    in.bits = bits & (1L << count) - 1; // what lies above is of bytes not yet counted
    in.count = count;
  }
}
