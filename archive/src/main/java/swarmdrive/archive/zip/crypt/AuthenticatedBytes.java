package swarmdrive.archive.zip.crypt;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.ByteSource;

/**
 * A small member, read whole at the first read and checked by its authentication code. Safe for any
 * number of threads; two first reads at the same time read twice.
 */
final class AuthenticatedBytes implements ByteSource {
  private final EncryptedMember member;
  private final AesKeys keys;
  private final ByteSource archive;
  private final long start;
  private final int size;
  private volatile byte @Nullable [] decrypted;

  /**
   * @param start position of the data in the archive
   */
  AuthenticatedBytes(
      EncryptedMember member, AesKeys keys, ByteSource archive, long start, int size) {
    this.member = member;
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
    byte[] bytes = decrypted;
    if (bytes == null) {
      bytes = decrypt();
      decrypted = bytes;
    }
    int count = (int) Math.min(target.remaining(), size - position);
    target.put(bytes, (int) position, count);
    return count;
  }

  private byte[] decrypt() throws IOException {
    byte[] bytes = Bytes.read(archive, start, size);
    byte[] code = Bytes.read(archive, start + size, AesStrength.CODE);
    if (!keys.authenticate(bytes, size, code)) {
      throw member.unreadable("it is damaged, or its password is another one");
    }
    new KeyStream(keys).apply(0, ByteBuffer.wrap(bytes), 0, size);
    return bytes;
  }
}
