package swarmdrive.archive.rar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers and texts of RAR 5 in order. What is not there is zero, and {@link #isSound} no more. */
final class Rar5Bytes {
  private static final int LONGEST_NUMBER = 10;

  private final ByteBuffer bytes;
  private boolean sound = true;

  Rar5Bytes(ByteBuffer bytes, int from) {
    this.bytes = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(from);
  }

  /** True if everything that was asked for was there. */
  boolean isSound() {
    return sound;
  }

  int position() {
    return bytes.position();
  }

  int remaining() {
    return bytes.remaining();
  }

  /** Seven bits of each byte, the lowest first; the eighth says that there is more. */
  long number() {
    long value = 0;
    for (int i = 0; i < LONGEST_NUMBER && bytes.hasRemaining(); i++) {
      byte next = bytes.get();
      value |= (long) (next & 0x7f) << 7 * i;
      if (next >= 0) {
        sound &= value >= 0;
        return Math.max(value, 0);
      }
    }
    sound = false;
    return 0;
  }

  long unsigned32() {
    if (bytes.remaining() < 4) {
      sound = false;
      return 0;
    }
    return Integer.toUnsignedLong(bytes.getInt());
  }

  long int64() {
    if (bytes.remaining() < 8) {
      sound = false;
      return 0;
    }
    return bytes.getLong();
  }

  byte[] text(long length) {
    if (length > bytes.remaining()) {
      sound = false;
      return new byte[0];
    }
    byte[] text = new byte[(int) length];
    bytes.get(text);
    return text;
  }

  /** The next bytes as their own; these go on behind them. */
  Rar5Bytes part(long length) {
    int taken = (int) Math.min(length, bytes.remaining());
    sound &= taken == length;
    Rar5Bytes part = new Rar5Bytes(bytes.slice(bytes.position(), taken), 0);
    bytes.position(bytes.position() + taken);
    return part;
  }
}
