package swarmdrive.archive.zip.crypt;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.ByteSource;

/**
 * A member decrypted from the nearest noted state on. Safe for any number of threads; a read that
 * goes on where the last one stopped decrypts nothing twice.
 */
final class TraditionalSource implements ByteSource {
  private static final int STEP = 64 << 10;

  private final ByteSource archive;
  private final TraditionalStates states;
  private final long start;
  private final long size;
  private final AtomicReference<TraditionalStates.@Nullable State> stopped =
      new AtomicReference<>();

  TraditionalSource(EncryptedMember member, ByteSource archive, TraditionalStates states) {
    this.archive = archive;
    this.states = states;
    this.start = member.position() + TraditionalKeys.HEADER;
    this.size = member.length() - TraditionalKeys.HEADER;
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
    TraditionalKeys keys = keysAt(position);
    int count = decrypt(position, states.next(position) - position, target, keys);
    stopped.set(new TraditionalStates.State(position + count, keys));
    return count;
  }

  private TraditionalKeys keysAt(long wanted) throws IOException {
    TraditionalStates.State floor = states.floor(wanted);
    TraditionalStates.State last = stopped.getAndSet(null);
    boolean nearer =
        last != null && last.position() <= wanted && last.position() >= floor.position();
    TraditionalStates.State from = nearer && last != null ? last : floor;
    long position = from.position();
    ByteBuffer passed = ByteBuffer.allocate((int) Math.min(STEP, wanted - position));
    while (position < wanted) {
      long length = Math.min(wanted, states.next(position)) - position;
      position += decrypt(position, length, passed.clear(), from.keys());
    }
    return from.keys();
  }

  /** Reads up to {@code most} bytes, so that a state is noted at each of its places. */
  private int decrypt(long position, long most, ByteBuffer target, TraditionalKeys keys)
      throws IOException {
    int before = target.position();
    int limit = target.limit();
    target.limit((int) Math.min(limit, before + Math.min(most, size - position)));
    try {
      int count = archive.read(start + position, target);
      if (count < 0) {
        throw new EOFException("archive ends at " + archive.size() + " in a member");
      }
      keys.apply(target, before, target.position());
      states.note(position + count, keys);
      return count;
    } finally {
      target.limit(limit);
    }
  }
}
