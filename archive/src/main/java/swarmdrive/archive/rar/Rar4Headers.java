package swarmdrive.archive.rar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.ArchiveException;

/** Headers of RAR 1.5 to 4: a checksum of 16 bits, a type, flags and a length. */
final class Rar4Headers implements HeaderReader {
  private static final int BYTES = 7;

  private static final int MAIN = 0x73;
  private static final int FILE = 0x74;
  private static final int SUB = 0x7a;
  private static final int END = 0x7b;

  private static final int HAS_DATA = 0x8000;
  private static final int MAIN_ENCRYPTED = 0x80;

  @Override
  public int signature() {
    return 7;
  }

  @Override
  public @Nullable RarBlock at(long position, RarBytes bytes) throws IOException {
    if (!bytes.holds(position, BYTES)) {
      return null;
    }
    int length = Short.toUnsignedInt(bytes.read(position, BYTES).getShort(5));
    if (length < BYTES || !bytes.holds(position, length)) {
      return null;
    }
    ByteBuffer header = bytes.read(position, length);
    int type = Byte.toUnsignedInt(header.get(2));
    int flags = Short.toUnsignedInt(header.getShort(3));
    if (!isSound(header, type == MAIN ? Math.min(length, 13) : length)) {
      return null;
    }
    if (type == MAIN && (flags & MAIN_ENCRYPTED) != 0) {
      throw new ArchiveException("the archive's names are encrypted");
    }
    return switch (type) {
      case FILE -> file(header, flags, position);
      case END -> new RarBlock(position + length, null, true);
      default -> RarBlock.other(position + length + data(header, type, flags));
    };
  }

  private static boolean isSound(ByteBuffer header, int length) {
    CRC32 crc = new CRC32();
    crc.update(header.slice(2, length - 2));
    return (crc.getValue() & 0xffff) == Short.toUnsignedInt(header.getShort(0));
  }

  /** Bytes behind a header that is no member's. */
  private static long data(ByteBuffer header, int type, int flags) {
    boolean told = (flags & HAS_DATA) != 0 || type == SUB;
    return told && header.capacity() >= 11 ? Integer.toUnsignedLong(header.getInt(7)) : 0;
  }

  private static @Nullable RarBlock file(ByteBuffer header, int flags, long position) {
    if (header.capacity() < Rar4File.BYTES) {
      return null;
    }
    Rar4File file = new Rar4File(header, flags);
    long start = position + header.capacity();
    long packed = file.packed();
    if (!file.isSound() || packed < 0 || start > Long.MAX_VALUE - packed) {
      return null;
    }
    OptionalLong modified = file.modified();
    RarMember member =
        new RarMember(
            file.path(),
            file.kind(),
            file.size(),
            start,
            packed,
            file.isStored(),
            file.is(Rar4File.ENCRYPTED),
            modified,
            file.is(Rar4File.GOES_ON_FROM_BEFORE),
            file.is(Rar4File.GOES_ON),
            null);
    return new RarBlock(start + packed, member, false);
  }
}
