package swarmdrive.archive.deflate;

import java.io.ByteArrayOutputStream;

/**
 * Made-up bits that bring a decoder, which can only start at a whole byte and a new block, to a
 * checkpoint: empty blocks until the bits are as many as those of the byte that the checkpoint
 * leaves out, and in mid-block a head with the block's own codes.
 */
final class ResumeBits {
  private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
  private int partial;
  private int partialBits;

  private ResumeBits() {}

  static ResumeBits to(Checkpoint checkpoint) {
    BlockCodes codes = checkpoint.codes();
    ResumeBits head = new ResumeBits();
    if (codes != null) {
      head.putHead(codes);
    }
    ResumeBits bits = new ResumeBits();
    bits.fill((int) checkpoint.bit() - head.partialBits & 7);
    if (codes != null) {
      bits.putHead(codes);
    }
    return bits;
  }

  /** The whole bytes. */
  byte[] bytes() {
    return whole.toByteArray();
  }

  /** The stream's first byte, its bits before the checkpoint replaced. */
  byte merge(byte first) {
    int mask = (1 << partialBits) - 1;
    return (byte) (first & ~mask | partial);
  }

  /** Writes empty blocks of this many bits, modulo 8. */
  private void fill(int bits) {
    int left = bits;
    if (left % 2 == 1) {
      putOddBlock();
      left -= 3;
    }
    for (int i = 0; i < (left & 7) / 2; i++) {
      put(0b010, 3); // not the last; fixed codes
      put(0, 7); // its end: 10 bits, 2 modulo 8
    }
  }

  /** An empty block with codes of its own: 75 + 4 * 258 bits, 3 modulo 8. */
  private void putOddBlock() {
    byte[] lengths = new byte[258];
    lengths[255] = 1;
    lengths[256] = 1;
    lengths[257] = 1;
    putHead(new BlockCodes(false, lengths, 257));
    put(1, 1); // its end
  }

  private void putHead(BlockCodes codes) {
    put(codes.last() ? 1 : 0, 1);
    put(codes.fixed() ? 1 : 2, 2);
    if (codes.fixed()) {
      return;
    }
    put(codes.literals() - 257, 5);
    put(codes.lengths().length - codes.literals() - 1, 5);
    put(BlockCodes.ORDER.length - 4, 4);
    for (int symbol : BlockCodes.ORDER) {
      put(symbol < 16 ? 4 : 0, 3); // each length in 4 bits: simple, and even
    }
    for (byte length : codes.lengths()) {
      put(Integer.reverse(length) >>> 28, 4);
    }
  }

  private void put(int value, int count) {
    partial |= value << partialBits;
    partialBits += count;
    for (; partialBits >= 8; partialBits -= 8) {
      whole.write(partial);
      partial >>>= 8;
    }
  }
}
