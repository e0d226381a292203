package swarmdrive.archive.deflate;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.index.IndexInput;
import swarmdrive.archive.index.IndexOutput;

/**
 * A place in a stream from which it can be decoded. Immutable; everything in it is a number or
 * bytes, so that it can be written to a file.
 */
final class Checkpoint {
  /** What one takes in an index at least. */
  static final int LEAST_BYTES = 28;

  private final long position;
  private final long bit;
  private final @Nullable BlockCodes codes;
  private final byte[] packedHistory;
  private final int historyLength;

  /**
   * @param position decoded bytes before it
   * @param bit bits of the stream before it
   * @param codes of the block that it is in the middle of; null before a block's head
   * @param history the last decoded bytes, at most 32 KiB
   */
  Checkpoint(long position, long bit, @Nullable BlockCodes codes, byte[] history) {
    this.position = position;
    this.bit = bit;
    this.codes = codes;
    packedHistory = pack(history);
    historyLength = history.length;
  }

  private Checkpoint(IndexInput in) {
    position = in.int64();
    bit = in.int64();
    historyLength = in.int32();
    packedHistory = in.bytes();
    codes = in.int32() == 0 ? null : BlockCodes.readFrom(in);
  }

  static Checkpoint readFrom(IndexInput in) {
    return new Checkpoint(in);
  }

  void writeTo(IndexOutput out) throws IOException {
    out.int64(position);
    out.int64(bit);
    out.int32(historyLength);
    out.bytes(packedHistory);
    out.int32(codes == null ? 0 : 1);
    if (codes != null) {
      codes.writeTo(out);
    }
  }

  private static byte[] pack(byte[] history) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(history);
      deflater.finish();
      byte[] packed = new byte[history.length + 64]; // level 1 stores what does not shrink
      int length = 0;
      while (!deflater.finished()) {
        if (length == packed.length) {
          packed = Arrays.copyOf(packed, packed.length * 2);
        }
        length += deflater.deflate(packed, length, packed.length - length);
      }
      return Arrays.copyOf(packed, length);
    } finally {
      deflater.end();
    }
  }

  long position() {
    return position;
  }

  long bit() {
    return bit;
  }

  @Nullable BlockCodes codes() {
    return codes;
  }

  byte[] history() {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packedHistory);
      byte[] history = new byte[historyLength];
      int length = inflater.inflate(history);
      if (length != historyLength) {
        throw new AssertionError("checkpoint at " + position);
      }
      return history;
    } catch (DataFormatException e) {
      throw new AssertionError("checkpoint at " + position, e);
    } finally {
      inflater.end();
    }
  }

  /** Memory, about, bytes. */
  int bytes() {
    return 200 + packedHistory.length + (codes == null ? 0 : codes.bytes());
  }
}
