package swarmdrive.archive.sevenzip;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import swarmdrive.archive.ArchiveException;

/**
 * Reads a header's numbers (7zFormat.txt of the LZMA SDK). No count is believed that what is left
 * cannot hold. Used by one thread.
 */
final class HeaderBytes {
  private final ByteBuffer bytes;

  /**
   * @param bytes little-endian
   */
  HeaderBytes(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  static ArchiveException damaged(String what) {
    return new ArchiveException("7z header is damaged: " + what);
  }

  int next() throws ArchiveException {
    try {
      return bytes.get() & 255;
    } catch (BufferUnderflowException e) {
      throw damaged("it ends early");
    }
  }

  int int32() throws ArchiveException {
    require(Integer.BYTES);
    return bytes.getInt();
  }

  long int64() throws ArchiveException {
    require(Long.BYTES);
    return bytes.getLong();
  }

  byte[] bytes(int count) throws ArchiveException {
    require(count);
    byte[] taken = new byte[count];
    bytes.get(taken);
    return taken;
  }

  void skip(long count) throws ArchiveException {
    require(count);
    bytes.position(bytes.position() + (int) count);
  }

  int remaining() {
    return bytes.remaining();
  }

  /** The next {@code length} bytes as a header of their own; they are passed over here. */
  HeaderBytes slice(long length) throws ArchiveException {
    require(length);
    ByteBuffer slice = bytes.slice(bytes.position(), (int) length).order(bytes.order());
    skip(length);
    return new HeaderBytes(slice);
  }

  private void require(long count) throws ArchiveException {
    if (count < 0 || count > bytes.remaining()) {
      throw damaged("it ends early");
    }
  }

  /** A number of 1 to 9 bytes: the first one's high bits tell how many follow. */
  long number() throws ArchiveException {
    int first = next();
    long value = 0;
    int mask = 0x80;
    for (int i = 0; i < 8; i++, mask >>= 1) {
      if ((first & mask) == 0) {
        return value | (long) (first & (mask - 1)) << (8 * i);
      }
      value |= (long) next() << (8 * i);
    }
    return value;
  }

  /** A size, which must not be negative. */
  long size() throws ArchiveException {
    long size = number();
    if (size < 0) {
      throw damaged("a size is beyond all limits");
    }
    return size;
  }

  /** A count of things. */
  int count(int most) throws ArchiveException {
    long count = number();
    if (count < 0 || count > most) {
      throw damaged(count + " things where " + most + " can be");
    }
    return (int) count;
  }

  /** Bits, the highest of each byte first. */
  BitSet bits(int count) throws ArchiveException {
    BitSet bits = new BitSet();
    int current = 0;
    for (int i = 0; i < count; i++) {
      current = i % 8 == 0 ? next() : current << 1;
      bits.set(i, (current & 0x80) != 0);
    }
    return bits;
  }

  /** Bits, or one byte that says that all are set. */
  BitSet optionalBits(int count) throws ArchiveException {
    if (next() == 0) {
      return bits(count);
    }
    BitSet all = new BitSet();
    all.set(0, count);
    return all;
  }
}
