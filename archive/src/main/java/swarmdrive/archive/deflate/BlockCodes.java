package swarmdrive.archive.deflate;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import swarmdrive.archive.index.IndexInput;
import swarmdrive.archive.index.IndexOutput;

/** The codes of a block, as its head tells them (RFC 1951, 3.2.6 and 3.2.7). Immutable. */
final class BlockCodes {
  /** In which the lengths of the code for lengths are told. */
  static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

  private static final byte[] NONE = {};

  private final boolean last;
  private final byte[] lengths;
  private final int literals;

  /**
   * Codes of the block's own.
   *
   * @param last true if it is the stream's last block
   * @param lengths of the codes: first those for literals and lengths, then for distances
   * @param literals how many are the first
   */
  BlockCodes(boolean last, byte[] lengths, int literals) {
    this.last = last;
    this.lengths = lengths;
    this.literals = literals;
  }

  static BlockCodes fixed(boolean last) {
    return new BlockCodes(last, NONE, 0);
  }

  static BlockCodes readFrom(IndexInput in) {
    return new BlockCodes(in.int32() != 0, in.bytes(), in.int32());
  }

  void writeTo(IndexOutput out) throws IOException {
    out.int32(last ? 1 : 0);
    out.bytes(lengths);
    out.int32(literals);
  }

  /** Reads the head behind its first three bits. */
  static BlockCodes read(boolean last, BitReader in) throws DataFormatException, IOException {
    int literals = in.take(5) + 257;
    int distances = in.take(5) + 1;
    if (literals > 286 || distances > 30) {
      throw new DataFormatException("too many codes");
    }
    byte[] metaLengths = new byte[ORDER.length];
    int told = in.take(4) + 4;
    for (int i = 0; i < told; i++) {
      metaLengths[ORDER[i]] = (byte) in.take(3);
    }
    int[] meta = Codes.table(metaLengths, 0, metaLengths.length, Codes.LENGTHS);
    byte[] lengths = new byte[literals + distances];
    for (int at = 0; at < lengths.length; ) {
      at = readLength(in, meta, lengths, at);
    }
    if (lengths[256] == 0) {
      throw new DataFormatException("block without an end");
    }
    return new BlockCodes(last, lengths, literals);
  }

  /** Reads one length, or the repeat of one; returns where the next goes. */
  private static int readLength(BitReader in, int[] meta, byte[] lengths, int at)
      throws DataFormatException, IOException {
    int symbol = in.symbol(meta);
    if (symbol < 16) {
      lengths[at] = (byte) symbol;
      return at + 1;
    }
    if (symbol == 16 && at == 0) {
      throw new DataFormatException("repeat of nothing");
    }
    int times =
        switch (symbol) {
          case 16 -> 3 + in.take(2);
          case 17 -> 3 + in.take(3);
          default -> 11 + in.take(7);
        };
    if (times > lengths.length - at) {
      throw new DataFormatException("repeat beyond the last code");
    }
    Arrays.fill(lengths, at, at + times, symbol == 16 ? lengths[at - 1] : 0);
    return at + times;
  }

  boolean last() {
    return last;
  }

  boolean fixed() {
    return lengths.length == 0;
  }

  byte[] lengths() {
    return lengths;
  }

  int literals() {
    return literals;
  }

  /** Memory, bytes. */
  int bytes() {
    return 40 + lengths.length;
  }

  int[] literalTable() throws DataFormatException {
    return fixed() ? Codes.FIXED_LITERALS : Codes.table(lengths, 0, literals, Codes.LITERALS);
  }

  int[] distanceTable() throws DataFormatException {
    return fixed()
        ? Codes.FIXED_DISTANCES
        : Codes.table(lengths, literals, lengths.length, Codes.DISTANCES);
  }
}
