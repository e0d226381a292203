package swarmdrive.archive.deflate;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The last decoded bytes: those that nobody has taken, and at least 32 KiB that later ones may
 * repeat. The fields are open to {@link CodedBlock}. Used by one thread at a time.
 */
final class DecodedBytes {
  /** How far a stream may reach back. */
  static final int HISTORY = 32 << 10;

  /** Decoding pauses when this many bytes are there. */
  static final int LIMIT = HISTORY + (256 << 10);

  /** The longest repeat, literals that go with it, and what its copying overshoots. */
  private static final int SLACK = 258 + 3 + 8;

  final byte[] bytes = new byte[LIMIT + SLACK];
  int end;
  private int taken;
  private long origin; // position in the member of the first of them

  /** Begins behind {@code history}, at this position in the member. */
  DecodedBytes(long position, byte[] history) {
    System.arraycopy(history, 0, bytes, 0, history.length);
    end = history.length;
    taken = end;
    origin = position - end;
  }

  /** Where the next byte goes, in the member. */
  long endPosition() {
    return origin + end;
  }

  /** The first byte that nobody has taken, in the member. */
  long position() {
    return origin + taken;
  }

  boolean isEmpty() {
    return taken == end;
  }

  int take(ByteBuffer target) {
    int length = Math.min(target.remaining(), end - taken);
    target.put(bytes, taken, length);
    taken += length;
    return length;
  }

  /** Makes room, if there is none; all was taken. */
  void slide() {
    if (end >= LIMIT) {
      System.arraycopy(bytes, end - HISTORY, bytes, 0, HISTORY);
      origin += end - HISTORY;
      end = HISTORY;
      taken = HISTORY;
    }
  }

  byte[] history() {
    return Arrays.copyOfRange(bytes, Math.max(0, end - HISTORY), end);
  }
}
