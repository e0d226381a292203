package swarmdrive.archive.sevenzip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ByteSource;

/**
 * The archive's first bytes, which tell where its header is.
 *
 * @param position of the header in the archive
 * @param length bytes of it
 * @param crc checksum of it
 */
record SignatureHeader(long position, long length, int crc) {
  /** Its own bytes. */
  static final int BYTES = 32;

  private static final byte[] MAGIC = {'7', 'z', (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c};

  /** True if a 7z begins like this. */
  static boolean begins(ByteBuffer head) {
    return head.remaining() >= MAGIC.length
        && head.slice(head.position(), MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
  }

  static SignatureHeader read(ByteSource archive) throws IOException {
    if (archive.size() < BYTES) {
      throw new ArchiveException("no 7z: it is too short");
    }
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    archive.readFully(0, bytes);
    if (!begins(bytes.flip())) {
      throw new ArchiveException("no 7z: it does not begin like one");
    }
    if (crc32(Arrays.copyOfRange(bytes.array(), 12, BYTES)) != bytes.getInt(8)) {
      throw HeaderBytes.damaged("the checksum of its place is wrong");
    }
    long offset = bytes.getLong(12);
    long length = bytes.getLong(20);
    if (offset < 0 || length < 0 || offset > archive.size() - BYTES - length) {
      throw new ArchiveException("7z is cut off: its header lies behind its end");
    }
    return new SignatureHeader(BYTES + offset, length, bytes.getInt(28));
  }

  static int crc32(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
