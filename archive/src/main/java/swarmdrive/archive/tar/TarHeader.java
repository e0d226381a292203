package swarmdrive.archive.tar;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;
import swarmdrive.archive.tree.RawName;

/** One block of 512 bytes that tells of a member, or of what belongs to the next one. */
final class TarHeader {
  static final int BYTES = 512;

  private static final int CHECKSUM_AT = 148;
  private static final int CHECKSUM_END = 156;

  private final byte[] block;

  TarHeader(byte[] block) {
    this.block = block;
  }

  /** True if a tar may begin like this. */
  static boolean begins(ByteBuffer head) {
    if (head.remaining() < BYTES) {
      return false;
    }
    byte[] block = new byte[BYTES];
    head.get(head.position(), block);
    TarHeader header = new TarHeader(block);
    return !header.isEnd() && header.isSound();
  }

  /** True if the archive ends here. */
  boolean isEnd() {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /** True if the checksum is right; some old tars summed up signed bytes. */
  boolean isSound() {
    int unsigned = 0;
    int signed = 0;
    for (int i = 0; i < BYTES; i++) {
      int b = i >= CHECKSUM_AT && i < CHECKSUM_END ? ' ' : block[i];
      unsigned += b & 255;
      signed += b;
    }
    OptionalLong told = number(CHECKSUM_AT, CHECKSUM_END - CHECKSUM_AT);
    return told.isPresent() && (told.getAsLong() == unsigned || told.getAsLong() == signed);
  }

  char type() {
    return (char) (block[156] & 255);
  }

  String name() {
    String name = text(0, 100);
    String prefix = isPosix() ? text(345, isStar() ? 131 : 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  String link() {
    return text(157, 100);
  }

  /** Bytes that follow; empty if that is no number. */
  OptionalLong size() {
    return number(124, 12);
  }

  /** Seconds since 1970; empty if that is no number. */
  OptionalLong modified() {
    return number(136, 12);
  }

  /** GNU writes a blank where POSIX has a zero, and other things where the prefix is. */
  private boolean isPosix() {
    return text(257, 6).equals("ustar") && block[262] == 0;
  }

  private boolean isStar() {
    return block[508] == 't' && block[509] == 'a' && block[510] == 'r' && block[511] == 0;
  }

  private String text(int at, int length) {
    int end = at;
    while (end < at + length && block[end] != 0) {
      end++;
    }
    return decode(Arrays.copyOfRange(block, at, end));
  }

  /** Nobody tells the encoding: what cannot be UTF-8 is shown as Latin-1. */
  static String decode(byte[] raw) {
    return RawName.utf8(raw).orElseGet(() -> new String(raw, StandardCharsets.ISO_8859_1));
  }

  /** Octal digits, or with the highest bit set a number of that many bytes. */
  OptionalLong number(int at, int length) {
    return (block[at] & 0x80) != 0 ? binary(at, length) : octal(at, length);
  }

  /** True if the byte there is not zero. */
  boolean flag(int at) {
    return block[at] != 0;
  }

  private OptionalLong binary(int at, int length) {
    boolean negative = (block[at] & 0x40) != 0;
    long value = block[at] & 0x3f | (negative ? -1L << 6 : 0);
    for (int i = at + 1; i < at + length; i++) {
      if (value > Long.MAX_VALUE >> 8 || value < Long.MIN_VALUE >> 8) {
        return OptionalLong.empty();
      }
      value = value << 8 | block[i] & 255;
    }
    return OptionalLong.of(value);
  }

  private OptionalLong octal(int at, int length) {
    int from = at;
    int end = at + length;
    while (from < end && block[from] == ' ') {
      from++;
    }
    long value = 0;
    for (int i = from; i < end && block[i] != 0 && block[i] != ' '; i++) {
      int digit = block[i] - '0';
      if (digit < 0 || digit > 7) {
        return OptionalLong.empty();
      }
      value = value << 3 | digit; // 12 digits at most
    }
    return OptionalLong.of(value);
  }
}
