package swarmdrive.engine.piece;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * A piece in memory; its bytes stay as long as this does.
 *
 * @param bytes from zero to limit
 */
record MemoryLease(int piece, ByteBuffer bytes) implements PieceLease {
  @Override
  public void read(int from, ByteBuffer target) {
    int length = target.remaining();
    target.put(target.position(), bytes, from, length);
    target.position(target.position() + length);
  }

  @Override
  public Optional<FileChannel> channel() {
    return Optional.empty();
  }

  @Override
  public long position() {
    return 0;
  }

  @Override
  public void close() {
    // nothing is held but the bytes
  }
}
