package swarmdrive.archive.deflate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.function.BooleanSupplier;
import swarmdrive.archive.ByteSource;

/**
 * A member's compressed bytes in order, in reads of 16 to 80 KiB that end where 64 KiB of the
 * archive end, as pieces do. Used by one thread at a time.
 */
final class CompressedBytes {
  private static final int STEP = 64 << 10;
  private static final int LEAST = 16 << 10;

  /** Largest number of bytes that {@link #read} gives. */
  static final int MOST = STEP + LEAST;

  private final DeflatedMember member;
  private final ByteSource archive;
  private final BooleanSupplier closed;
  private long next;

  /**
   * @param from bytes of the member that are passed over
   * @param closed asked before each read
   */
  CompressedBytes(DeflatedMember member, ByteSource archive, long from, BooleanSupplier closed) {
    this.member = member;
    this.archive = archive;
    this.closed = closed;
    next = from;
  }

  /** Bytes of the member before the next read. */
  long position() {
    return next;
  }

  /**
   * Reads the next bytes to the start of {@code target}, which holds {@link #MOST}.
   *
   * @return how many; 0 at the end
   * @throws ClosedChannelException if the reader was closed
   */
  int read(byte[] target) throws IOException {
    if (closed.getAsBoolean()) {
      throw new ClosedChannelException();
    }
    Thread.yield(); // with all bytes present, decoding would keep a virtual thread's carrier for
    // seconds
    int step = STEP - (int) ((member.position() + next) % STEP);
    int length = (int) Math.min(step < LEAST ? step + STEP : step, member.length() - next);
    archive.readFully(member.position() + next, ByteBuffer.wrap(target, 0, length));
    next += length;
    return length;
  }
}
