package swarmdrive.archive.deflate;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;

/**
 * A stream's bits, lowest first. The fields are open to {@link CodedBlock}, whose loop keeps them
 * in local variables. Used by one thread at a time.
 */
final class BitReader {
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int MOST_MADE_UP = 64;

  private final CompressedBytes compressed;

  /** Bytes that are there: from {@code next} to {@code end}. */
  final byte[] bytes = new byte[CompressedBytes.MOST];

  int next;
  int end;

  /** Bits before those bytes, and how many; zeros above. */
  long bits;

  int count;

  /** Zero bits behind the stream's end, so that the last codes can be looked up as all others. */
  private int madeUp;

  BitReader(CompressedBytes compressed) {
    this.compressed = compressed;
  }

  /** Bits of the stream before the next one. */
  long position() {
    return (compressed.position() - (end - next)) * 8 + madeUp - count;
  }

  /** Makes at least {@code wanted} bits ready, at most 56. */
  void need(int wanted) throws IOException, DataFormatException {
    while (count < wanted) {
      if (next == end) {
        next = 0;
        end = compressed.read(bytes);
      }
      if (next < end) {
        bits |= (bytes[next++] & 0xffL) << count;
      } else {
        madeUp += 8;
        if (madeUp > MOST_MADE_UP) {
          throw endsEarly();
        }
      }
      count += 8;
    }
  }

  int take(int wanted) throws IOException, DataFormatException {
    need(wanted);
    int taken = (int) (bits & (1L << wanted) - 1);
    bits >>>= wanted;
    count -= wanted;
    return taken;
  }

  /** The next symbol of a one-level table. */
  int symbol(int[] table) throws IOException, DataFormatException {
    need(15);
    int entry = table[(int) bits & (table.length - 1)];
    take(entry & 15);
    return entry >>> 8;
  }

  /** The next byte, once the rest of one is passed over; -1 at the end. */
  int nextByte() throws IOException, DataFormatException {
    alignToByte();
    if (count - madeUp >= 8) {
      return take(8);
    }
    if (count > 0) {
      return -1; // only made-up ones are left
    }
    if (next == end) {
      next = 0;
      end = compressed.read(bytes);
    }
    return next < end ? bytes[next++] & 255 : -1;
  }

  void alignToByte() throws IOException, DataFormatException {
    take(count & 7);
  }

  /** Copies whole bytes, at most {@code wanted}, at least one; the reader is aligned. */
  int copy(byte[] target, int at, int wanted) throws IOException, DataFormatException {
    if (count > 0) {
      target[at] = (byte) take(8);
      return 1;
    }
    if (next == end) {
      next = 0;
      end = compressed.read(bytes);
      if (end == 0) {
        throw endsEarly();
      }
    }
    int length = Math.min(wanted, end - next);
    System.arraycopy(bytes, next, target, at, length);
    next += length;
    return length;
  }

  /** Fails if made-up bits were used. */
  void requireReal() throws DataFormatException {
    if (madeUp > count) {
      throw endsEarly();
    }
  }

  private static DataFormatException endsEarly() {
    return new DataFormatException("its compressed bytes end too early");
  }
}
