package swarmdrive.archive.rar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.ArchiveException;

/** Headers of RAR 5: a checksum, a length, a type, flags; numbers are of variable length. */
final class Rar5Headers implements HeaderReader {
  /** As the format has it. */
  private static final int MOST = 2 << 20;

  private static final int CRC = 4;
  private static final int LONGEST_LENGTH = 3;

  private static final int FILE = 2;
  private static final int ENCRYPTION = 4;
  private static final int END = 5;

  private static final int HAS_EXTRA = 1;
  private static final int HAS_DATA = 1 << 1;
  private static final int GOES_ON_FROM_BEFORE = 1 << 3;
  private static final int GOES_ON = 1 << 4;

  @Override
  public int signature() {
    return 8;
  }

  @Override
  public @Nullable RarBlock at(long position, RarBytes bytes) throws IOException {
    int first = (int) Math.min(CRC + LONGEST_LENGTH, bytes.size() - position);
    if (first <= CRC) {
      return null;
    }
    Rar5Bytes begin = new Rar5Bytes(bytes.read(position, first), CRC);
    long told = begin.number();
    long length = begin.position() + told;
    if (!begin.isSound() || told < 1 || told > MOST || !bytes.holds(position, length)) {
      return null;
    }
    ByteBuffer header = bytes.read(position, (int) length);
    CRC32 crc = new CRC32();
    crc.update(header.slice(CRC, (int) length - CRC));
    return (int) crc.getValue() == header.getInt(0)
        ? block(new Rar5Bytes(header, begin.position()), position + length)
        : null;
  }

  private static @Nullable RarBlock block(Rar5Bytes header, long end) throws ArchiveException {
    long type = header.number();
    long flags = header.number();
    long extra = (flags & HAS_EXTRA) != 0 ? header.number() : 0;
    long data = (flags & HAS_DATA) != 0 ? header.number() : 0;
    if (type == ENCRYPTION) {
      throw new ArchiveException("the archive's names are encrypted");
    }
    if (!header.isSound() || data > Long.MAX_VALUE - end) {
      return null;
    }
    if (type != FILE) {
      return new RarBlock(end + data, null, type == END);
    }
    Rar5File file = Rar5File.read(header, extra);
    return file == null
        ? null
        : new RarBlock(
            end + data,
            file.member(end, data, (flags & GOES_ON_FROM_BEFORE) != 0, (flags & GOES_ON) != 0),
            false);
  }
}
