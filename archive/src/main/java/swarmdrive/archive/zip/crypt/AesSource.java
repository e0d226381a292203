package swarmdrive.archive.zip.crypt;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import swarmdrive.archive.ByteSource;

/** A large member decrypted where it is read. Safe for any number of threads. */
final class AesSource implements ByteSource {
  private final AesKeys keys;
  private final ByteSource archive;
  private final long start;
  private final long size;

  /**
   * @param start position of the data in the archive
   */
  AesSource(AesKeys keys, ByteSource archive, long start, long size) {
    this.keys = keys;
    this.archive = archive;
    this.start = start;
    this.size = size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    if (position < 0) {
      throw new IllegalArgumentException("position " + position);
    }
    if (position >= size) {
      return -1;
    }
    int before = target.position();
    int limit = target.limit();
    target.limit((int) Math.min(limit, before + size - position));
    try {
      int count = archive.read(start + position, target);
      if (count < 0) {
        throw new EOFException("archive ends at " + archive.size() + " in a member");
      }
      new KeyStream(keys).apply(position, target, before, target.position());
      return count;
    } finally {
      target.limit(limit);
    }
  }
}
