package swarmdrive.archive.zip.crypt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/**
 * AES in counter mode as WinZip has it: the counter is little-endian and begins with 1. Used by one
 * thread.
 */
final class KeyStream {
  private static final int BLOCK = 16;
  private static final int STEP = 4096;

  private final Cipher cipher;
  private final ByteBuffer counters = ByteBuffer.allocate(STEP).order(ByteOrder.LITTLE_ENDIAN);
  private final byte[] stream = new byte[STEP];

  KeyStream(AesKeys keys) {
    cipher = keys.blocks();
  }

  /** Decrypts {@code [from, to)} of a buffer, which begins at a position of the data. */
  void apply(long position, ByteBuffer bytes, int from, int to) {
    for (int at = from; at < to; ) {
      int skip = (int) (position % BLOCK);
      int count = Math.min(to - at, STEP - skip);
      fill(position / BLOCK + 1, (skip + count + BLOCK - 1) / BLOCK);
      for (int i = 0; i < count; i++) {
        bytes.put(at + i, (byte) (bytes.get(at + i) ^ stream[skip + i]));
      }
      at += count;
      position += count;
    }
  }

  private void fill(long counter, int blocks) {
    for (int block = 0; block < blocks; block++) {
      counters.putLong(block * BLOCK, counter + block);
    }
    try {
      cipher.update(counters.array(), 0, blocks * BLOCK, stream);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("whole blocks, and room for them", e);
    }
  }
}
