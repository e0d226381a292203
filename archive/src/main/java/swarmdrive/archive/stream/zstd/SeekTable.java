package swarmdrive.archive.stream.zstd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.stream.Restarts;

/**
 * The table of frames that the seekable format puts into a skippable frame at the end (zstd's
 * contrib/seekable_format, version 0.1.0).
 */
final class SeekTable {
  private static final int SKIPPABLE = 0x184d2a5e;
  private static final int MAGIC = 0x8f92eab1;
  private static final int HEAD = 8;
  private static final int FOOTER = 9;
  private static final int CHECKSUMS = 1 << 7;
  private static final int MOST_FRAMES = 0x8000000;

  private SeekTable() {}

  /** Empty if there is none that fits the file. */
  static Optional<Restarts> read(ByteSource archive) throws IOException {
    if (archive.size() < HEAD + FOOTER) {
      return Optional.empty();
    }
    ByteBuffer footer = bytes(archive, archive.size() - FOOTER, FOOTER);
    int frames = footer.getInt(0);
    int row = (footer.get(4) & CHECKSUMS) == 0 ? 8 : 12;
    long length = HEAD + (long) frames * row + FOOTER;
    if (footer.getInt(5) != MAGIC
        || frames < 1
        || frames > MOST_FRAMES / row
        || length > archive.size()) {
      return Optional.empty();
    }
    ByteBuffer table = bytes(archive, archive.size() - length, (int) length);
    boolean framed = table.getInt(0) == SKIPPABLE && table.getInt(4) == length - HEAD;
    return framed ? rows(table, frames, row, archive.size() - length) : Optional.empty();
  }

  private static Optional<Restarts> rows(ByteBuffer table, int frames, int row, long end) {
    long[] decoded = new long[frames];
    long[] packed = new long[frames];
    long position = 0;
    long offset = 0;
    for (int i = 0; i < frames; i++) {
      decoded[i] = position;
      packed[i] = offset;
      offset += Integer.toUnsignedLong(table.getInt(HEAD + i * row));
      position += Integer.toUnsignedLong(table.getInt(HEAD + i * row + 4));
    }
    return offset == end ? Optional.of(new Restarts(position, decoded, packed)) : Optional.empty();
  }

  private static ByteBuffer bytes(ByteSource archive, long position, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    archive.readFully(position, bytes);
    return bytes;
  }
}
