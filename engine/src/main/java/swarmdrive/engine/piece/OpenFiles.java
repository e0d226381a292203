package swarmdrive.engine.piece;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds the files that are open without need: the one that was opened longest ago and has no pin
 * is closed first. Nothing is closed under the lock, and no other lock is taken under it.
 */
final class OpenFiles {
  private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<SharedFile> open = new LinkedHashSet<>(); // under the lock, oldest first
  private volatile int count;
  private volatile boolean closed;

  /**
   * @param most open files; pinned ones may be more
   */
  OpenFiles(int most) {
    this.most = most;
  }

  void opened(SharedFile file) {
    lock.lock();
    try {
      open.add(file);
      count = open.size();
    } finally {
      lock.unlock();
    }
    while (wantsRoom()) {
      Optional<SharedFile> victim = takeIdle();
      if (victim.isEmpty()) {
        return;
      }
      close(victim.get());
    }
  }

  boolean wantsRoom() {
    return closed || count > most;
  }

  int count() {
    return count;
  }

  void closeIfIdle(SharedFile file) {
    if (take(file)) {
      close(file);
    }
  }

  /** Closes what is idle now, and from now on each file once it is idle. */
  void close() {
    closed = true;
    for (Optional<SharedFile> idle = takeIdle(); idle.isPresent(); idle = takeIdle()) {
      close(idle.get());
    }
  }

  private boolean take(SharedFile file) {
    lock.lock();
    try {
      boolean taken = open.remove(file);
      count = open.size();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private Optional<SharedFile> takeIdle() {
    lock.lock();
    try {
      Optional<SharedFile> idle = open.stream().filter(SharedFile::isIdle).findFirst();
      idle.ifPresent(open::remove);
      count = open.size();
      return idle;
    } finally {
      lock.unlock();
    }
  }

  private void close(SharedFile file) {
    try {
      if (!file.close()) {
        putBack(file);
      }
    } catch (IOException e) {
      LOG.atDebug().addKeyValue("file", file.path()).setCause(e).log("cannot close");
    }
  }

  /** It was pinned in the meantime. */
  private void putBack(SharedFile file) {
    lock.lock();
    try {
      open.add(file);
      count = open.size();
    } finally {
      lock.unlock();
    }
  }
}
