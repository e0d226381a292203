package swarmdrive.app.tree;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.ArchiveEntry;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.MemberData;
import swarmdrive.webdav.DavContent;
import swarmdrive.webdav.FileRun;

/**
 * The bytes of a member for one request. A member that lies as it is in its archive is a range of
 * the archive's content, and so, however deep, a run on disk; another one is decoded. Where it lies
 * is found at the first read. Read by one thread, closed by any.
 */
final class MemberContent implements DavContent {
  private final DavContent archive;
  private final ContentSource source;
  private final ArchiveIndex index;
  private final ArchiveEntry entry;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable MemberData data;
  private boolean closed;

  MemberContent(DavContent archive, long archiveSize, ArchiveIndex index, ArchiveEntry entry) {
    this.archive = archive;
    this.source = new ContentSource(archive, archiveSize);
    this.index = index;
    this.entry = entry;
  }

  @Override
  public int read(long position, ByteBuffer target, Duration timeout) throws IOException {
    if (position >= entry.size()) {
      return -1;
    }
    source.allow(timeout);
    try {
      return switch (data()) {
        case MemberData.Mapped mapped -> readMapped(mapped, position, target, timeout);
        case MemberData.Decoded decoded -> decoded.source().read(position, target);
      };
    } catch (ArchiveException e) {
      throw unreadable(e);
    }
  }

  /** Nobody can read it, now or later: it is forbidden rather than a fault of ours. */
  private AccessDeniedException unreadable(ArchiveException cause) {
    AccessDeniedException denied =
        new AccessDeniedException(entry.name(), null, cause.getMessage());
    denied.initCause(cause);
    return denied;
  }

  private int readMapped(
      MemberData.Mapped mapped, long position, ByteBuffer target, Duration timeout)
      throws IOException {
    int limit = target.limit();
    target.limit(target.position() + (int) Math.min(target.remaining(), left(mapped, position)));
    try {
      return archive.read(mapped.position() + position, target, timeout);
    } finally {
      target.limit(limit);
    }
  }

  @Override
  public Optional<FileRun> locate(long position, long length, Duration timeout) throws IOException {
    if (position >= entry.size()) {
      return Optional.empty();
    }
    source.allow(timeout);
    try {
      return data() instanceof MemberData.Mapped mapped
          ? archive.locate(
              mapped.position() + position, Math.min(length, left(mapped, position)), timeout)
          : Optional.empty();
    } catch (ArchiveException e) {
      throw unreadable(e);
    }
  }

  private static long left(MemberData.Mapped mapped, long position) throws IOException {
    if (position >= mapped.length()) {
      throw new EOFException("member ends at " + mapped.length() + ", wanted " + position);
    }
    return mapped.length() - position;
  }

  /** Reads through the source without the lock, since that may wait. */
  private MemberData data() throws IOException {
    MemberData known = known();
    return known != null ? known : keep(index.data(entry, source));
  }

  private @Nullable MemberData known() throws ClosedChannelException {
    lock.lock();
    try {
      if (closed) {
        throw new ClosedChannelException();
      }
      return data;
    } finally {
      lock.unlock();
    }
  }

  private MemberData keep(MemberData found) throws ClosedChannelException {
    lock.lock();
    try {
      if (!closed) {
        data = found;
        return found;
      }
    } finally {
      lock.unlock();
    }
    release(found);
    throw new ClosedChannelException();
  }

  @Override
  public void close() throws IOException {
    MemberData held;
    lock.lock();
    try {
      closed = true;
      held = data;
      data = null;
    } finally {
      lock.unlock();
    }
    // first what a running read waits for
    archive.close();
    release(held);
  }

  private static void release(@Nullable MemberData held) {
    if (held instanceof MemberData.Decoded decoded) {
      decoded.source().close();
    }
  }
}
