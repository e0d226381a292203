package swarmdrive.archive.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.zip.CRC32;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData.DecodedSource;

/**
 * A member that was encrypted and not compressed. A small one is checked by its checksum at the
 * first read, because a wrong password may look right. Safe for any number of threads.
 */
final class StoredMember implements DecodedSource {
  private final String name;
  private final ByteSource bytes;
  private final int crc;
  private volatile boolean checked;
  private volatile boolean closed;

  /**
   * @param unchecked true if it is not to be checked
   */
  StoredMember(String name, ByteSource bytes, int crc, boolean unchecked) {
    this.name = name;
    this.bytes = bytes;
    this.crc = crc;
    this.checked = unchecked;
  }

  @Override
  public long size() {
    return bytes.size();
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    if (!checked) {
      check();
      checked = true;
    }
    return bytes.read(position, target);
  }

  private void check() throws IOException {
    ByteBuffer all = ByteBuffer.allocate((int) bytes.size());
    bytes.readFully(0, all);
    CRC32 sum = new CRC32();
    sum.update(all.flip());
    if ((int) sum.getValue() != crc) {
      throw new ArchiveException(
          name + " cannot be read: it is damaged, or encrypted with another password");
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
