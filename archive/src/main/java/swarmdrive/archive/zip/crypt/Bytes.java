package swarmdrive.archive.zip.crypt;

import java.io.IOException;
import java.nio.ByteBuffer;
import swarmdrive.archive.ByteSource;

/** A few bytes of a source. */
final class Bytes {
  private Bytes() {}

  static byte[] read(ByteSource source, long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    source.readFully(position, bytes);
    return bytes.array();
  }
}
