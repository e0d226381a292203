package swarmdrive.archive.deflate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData.DecodedSource;

/**
 * A member that is decoded from a checkpoint on, as far as it is read.
 *
 * <p>Each read has a pass of its own while it runs; afterwards the pass waits here for the read
 * that goes on where it stopped. The lock guards that shelf only, never decoding or reading. After
 * {@link #close} a running read fails before it reads the archive again, and frees its pass itself.
 */
final class LargeMember implements DecodedSource {
  /** Passes that wait: a reader and one that goes ahead of it or looks at the end. */
  private static final int MOST_WAITING = 2;

  private static final int SKIP_STEP = 32 << 10;

  private final DeflatedMember member;
  private final ByteSource archive;
  private final DeflatedMembers shared;
  private final Checkpoints checkpoints;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Pass> waiting = new ArrayDeque<>(); // the last used first
  private volatile boolean closed;

  LargeMember(
      DeflatedMember member, ByteSource archive, DeflatedMembers shared, Checkpoints checkpoints) {
    this.member = member;
    this.archive = archive;
    this.shared = shared;
    this.checkpoints = checkpoints;
  }

  @Override
  public long size() {
    return member.size() == DeflatedMember.UNKNOWN ? checkpoints.end() : member.size();
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    if (position < 0) {
      throw new IllegalArgumentException("position " + position);
    }
    if (closed) {
      throw new ClosedChannelException();
    }
    if (position >= size()) {
      return -1;
    }
    if (!target.hasRemaining()) {
      return 0;
    }
    Pass pass = passFor(position);
    boolean sound = false;
    try {
      int count = skip(pass, position) ? read(pass, target) : -1;
      sound = true;
      return count;
    } finally {
      if (sound) {
        shelve(pass);
      } else {
        pass.close();
      }
    }
  }

  /** False if the stream ends before. */
  private boolean skip(Pass pass, long position) throws IOException {
    ByteBuffer scratch = null;
    while (pass.position() < position) {
      if (closed) {
        throw new ClosedChannelException();
      }
      scratch = scratch == null ? ByteBuffer.allocate(SKIP_STEP) : scratch;
      scratch.clear().limit((int) Math.min(SKIP_STEP, position - pass.position()));
      if (pass.read(scratch) < 0) {
        requireUnknown(pass);
        return false;
      }
    }
    return true;
  }

  private void requireUnknown(Pass pass) throws IOException {
    if (member.size() != DeflatedMember.UNKNOWN) {
      throw member.damaged("it ends after " + pass.position() + " bytes");
    }
  }

  private int read(Pass pass, ByteBuffer target) throws IOException {
    long left = member.size() - pass.position();
    int limit = target.limit();
    target.limit((int) Math.min(limit, target.position() + left));
    try {
      int count = pass.read(target);
      if (count < 0) {
        requireUnknown(pass);
      } else if (count == left) {
        pass.requireEnd();
      }
      return count;
    } finally {
      target.limit(limit);
    }
  }

  private Pass passFor(long position) {
    Checkpoint floor = checkpoints.floor(position);
    Pass waited = unshelve(floor == null ? 0 : floor.position(), position);
    return waited != null ? waited : start(position, floor);
  }

  private Pass start(long position, @Nullable Checkpoint floor) {
    if (position < checkpoints.frontier()) {
      return floor == null
          ? new InflaterPass(member, archive, this::closed)
          : new InflaterPass(member, archive, this::closed, floor);
    }
    long from = floor == null ? 0 : floor.bit() >>> 3;
    return new NotingPass(
        member,
        new CompressedBytes(member, archive, from, this::closed),
        shared.notes(member, checkpoints),
        floor);
  }

  /** The waiting pass nearest before a position, not before the nearest checkpoint. */
  private @Nullable Pass unshelve(long least, long position) {
    lock.lock();
    try {
      Pass nearest = null;
      for (Pass pass : waiting) {
        if (fits(pass, least, position)
            && (nearest == null || pass.position() > nearest.position())) {
          nearest = pass;
        }
      }
      if (nearest != null) {
        waiting.remove(nearest);
      }
      return nearest;
    } finally {
      lock.unlock();
    }
  }

  /** Where checkpoints are still to be noted, only a noting pass may go. */
  private boolean fits(Pass pass, long least, long position) {
    return pass.position() >= least
        && pass.position() <= position
        && (pass instanceof NotingPass || position < checkpoints.frontier());
  }

  private void shelve(Pass pass) {
    Pass surplus = pass;
    lock.lock();
    try {
      if (!closed) {
        waiting.addFirst(pass);
        surplus = waiting.size() > MOST_WAITING ? waiting.removeLast() : null;
      }
    } finally {
      lock.unlock();
    }
    if (surplus != null) {
      surplus.close();
    }
  }

  private boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      waiting.forEach(Pass::close);
      waiting.clear();
    } finally {
      lock.unlock();
    }
    shared.keep(member, checkpoints);
  }
}
