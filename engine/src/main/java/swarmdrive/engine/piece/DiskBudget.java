package swarmdrive.engine.piece;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much disk the pieces of all torrents may take. Room is taken before it is used, and counts
 * until the file is gone, so that the limit holds at every moment: files count with their length,
 * as file systems without holes need it. The least recently used parts make room. Safe for any
 * number of threads; no I/O happens under its lock.
 */
final class DiskBudget {
  private static final Logger LOG = LoggerFactory.getLogger(DiskBudget.class);

  /** Records may grow by so much beside the pieces: a part of the limit. */
  private static final int HEADROOM = 256;

  /** Precious parts lose their privilege above this part of the limit. */
  private static final int PRECIOUS = 4;

  /** Success for so long after a failure ends the problem: else the log would tell of each. */
  private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(1);

  private final Storage storage;
  private final Path folder;
  private final Limits limits;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final EvictionQueue queue; // under the lock
  private long used; // under the lock
  private long unwritten; // under the lock
  private boolean counted; // under the lock
  private Instant lastFailure = Instant.MIN; // under the lock
  private long free = Long.MAX_VALUE; // under the lock; as last seen
  private Instant reserveAgainAt = Instant.MIN; // under the lock
  private volatile String problem = "";

  /**
   * The bounds.
   *
   * @param most bytes of all files of the store
   * @param reserve bytes of the disk that stay free
   */
  record Limits(long most, long reserve) {
    static final Limits NONE = new Limits(Long.MAX_VALUE, 0);

    private long mostOfPieces() {
      return most - most / HEADROOM;
    }
  }

  DiskBudget(Storage storage, Path folder, Limits limits, InstantSource clock) {
    this.storage = storage;
    this.folder = folder;
    this.limits = limits;
    this.clock = clock;
    this.queue = new EvictionQueue(limits.most / PRECIOUS);
    this.counted = limits.equals(Limits.NONE);
  }

  /** What was there before is counted: from now on there is room for more. */
  void counted() {
    lock.lock();
    try {
      counted = true;
    } finally {
      lock.unlock();
    }
    trim();
  }

  /** Counts what is there already. */
  void charge(long bytes) {
    lock.lock();
    try {
      used += bytes;
    } finally {
      lock.unlock();
    }
  }

  void release(long bytes) {
    charge(-bytes);
  }

  /** From now on the part may be evicted; its charge is counted already. */
  void offer(Evictable part) {
    lock.lock();
    try {
      queue.add(part);
    } finally {
      lock.unlock();
    }
  }

  /** The part is another one's now, who counts it. */
  void withdraw(Evictable part) {
    lock.lock();
    try {
      used -= queue.remove(part) ? part.charge() : 0;
    } finally {
      lock.unlock();
    }
  }

  long used() {
    lock.lock();
    try {
      return used;
    } finally {
      lock.unlock();
    }
  }

  long most() {
    return limits.most;
  }

  /** Why there is no room, one line for the user; empty if there is. */
  String problem() {
    return problem;
  }

  /**
   * Takes room, evicting for it what is least recently used; does I/O. Each call that succeeds is
   * followed by {@link #written}.
   *
   * @return false if there is no room: all else is in use or kept, or the disk is nearly full
   */
  boolean take(long bytes) {
    if (bytes > limits.mostOfPieces()) {
      failed(
          "cache.limit of %s is too small for a piece of %s"
              .formatted(size(limits.most), size(bytes)));
      return false;
    }
    if (!makeRoom(bytes)) {
      return false;
    }
    if (!freeUp()) {
      written(bytes);
      release(bytes);
      return false;
    }
    worked();
    return true;
  }

  /** So many bytes that were taken have been written, or will never be. */
  void written(long bytes) {
    lock.lock();
    try {
      unwritten -= bytes;
    } finally {
      lock.unlock();
    }
  }

  private boolean makeRoom(long bytes) {
    try (Eviction eviction = new Eviction()) {
      do {
        lock.lock();
        try {
          if (!counted) {
            return false; // a moment after the start
          }
          if (used + bytes <= limits.mostOfPieces()) {
            used += bytes;
            unwritten += bytes;
            return true;
          }
        } finally {
          lock.unlock();
        }
      } while (eviction.next() != Evictable.REFUSED);
    }
    failed(
        "cache.limit of %s is used up by what is kept or being read".formatted(size(limits.most)));
    return false;
  }

  /** Evicts until the reserve is free; false if it cannot be. */
  private boolean freeUp() {
    long shortage = shortage();
    if (shortage > 0 && mayEvictForReserve()) {
      evict(shortage);
      long left = shortage();
      if (left > shortage / 2) {
        evictionsHelpNot();
      }
      shortage = left;
    }
    if (shortage > 0) {
      failed(
          "the disk is nearly full, cache.reserve keeps %s free".formatted(size(limits.reserve)));
    }
    return shortage <= 0;
  }

  /** Bytes that are missing for the reserve; not positive if none are. */
  private long shortage() {
    if (limits.reserve == 0) {
      return 0;
    }
    long now = storage.usableBytes(folder);
    lock.lock();
    try {
      free = now - unwritten;
      return limits.reserve - free;
    } finally {
      lock.unlock();
    }
  }

  private boolean mayEvictForReserve() {
    lock.lock();
    try {
      return !clock.instant().isBefore(reserveAgainAt);
    } finally {
      lock.unlock();
    }
  }

  /** Snapshots or links hold what is deleted: the cache should not be wasted on that. */
  private void evictionsHelpNot() {
    lock.lock();
    try {
      reserveAgainAt = clock.instant().plus(FORGIVEN_AFTER);
    } finally {
      lock.unlock();
    }
  }

  /** Evicts what is too much: the limit may be less than last time, the disk fuller than before. */
  void trim() {
    long excess = used() - limits.mostOfPieces();
    if (excess > 0) {
      evict(excess);
    }
    freeUp();
  }

  private void evict(long bytes) {
    try (Eviction eviction = new Eviction()) {
      long freed = 0;
      while (freed < bytes) {
        long more = eviction.next();
        if (more == Evictable.REFUSED) {
          return;
        }
        freed += more;
      }
    }
  }

  /**
   * How many bytes of a kept torrent would find room.
   *
   * @param kept bytes that kept torrents have already
   */
  long roomToKeep(long kept) {
    lock.lock();
    try {
      long evictable = used - kept;
      long onDisk = free == Long.MAX_VALUE ? free : free - limits.reserve + evictable;
      return counted ? Math.max(0, Math.min(limits.mostOfPieces() - kept, onDisk)) : 0;
    } finally {
      lock.unlock();
    }
  }

  /** One search for room: parts in use are asked once, and go back into the queue at its end. */
  private final class Eviction implements AutoCloseable {
    private final List<Evictable> refused = new ArrayList<>();

    /** Evicts one part; its bytes, or {@link Evictable#REFUSED} if there is none. */
    long next() {
      for (Evictable part = take(); part != null; part = take()) {
        long freed = part.evict();
        if (freed != Evictable.REFUSED) {
          release(freed);
          return freed;
        }
        refused.add(part);
      }
      return Evictable.REFUSED;
    }

    private @Nullable Evictable take() {
      lock.lock();
      try {
        return queue.next();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      refused.forEach(DiskBudget.this::offer);
    }
  }

  private void failed(String reason) {
    boolean first;
    lock.lock();
    try {
      first = problem.isEmpty();
      lastFailure = clock.instant();
      problem = reason + ": pieces are read without being kept";
    } finally {
      lock.unlock();
    }
    if (first) {
      LOG.atWarn()
          .addKeyValue("folder", folder)
          .addKeyValue("reason", reason)
          .log("no room for pieces, reading goes on without keeping them");
    }
  }

  private void worked() {
    if (problem.isEmpty()) {
      return;
    }
    boolean again;
    lock.lock();
    try {
      again = clock.instant().isAfter(lastFailure.plus(FORGIVEN_AFTER));
      problem = again ? "" : problem;
    } finally {
      lock.unlock();
    }
    if (again) {
      LOG.atInfo().addKeyValue("folder", folder).log("there is room for pieces again");
    }
  }

  private static String size(long bytes) {
    return bytes < 1 << 20 ? bytes + " bytes" : (bytes >> 20) + " MiB";
  }
}
