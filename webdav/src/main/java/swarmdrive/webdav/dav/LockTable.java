package swarmdrive.webdav.dav;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.http.HttpStatusException;

/**
 * All locks: several shared ones on one entry, on names where nothing is, on folders with or
 * without what is below (RFC 4918, 6 and 7). In memory only: after a restart clients lock anew.
 * Bounded in all and per client. Any thread; nothing waits.
 */
final class LockTable {
  static final int MOST = 10_000;
  static final int MOST_PER_CLIENT = 2_000;
  static final Duration LONGEST = Duration.ofHours(1);
  private final InstantSource clock;
  private final ReentrantLock guard = new ReentrantLock();
  private final Map<String, Lock> byToken = new HashMap<>();

  /** By path, so that what lies below a folder is a range. */
  private final NavigableMap<String, ImmutableList<Lock>> byPath = new TreeMap<>();

  LockTable(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Adds a lock with a new token.
   *
   * @param wanted its token and end do not count
   * @return the lock; empty if another one conflicts
   * @throws HttpStatusException 503 if there are too many
   */
  Optional<Lock> add(Lock wanted) throws HttpStatusException {
    guard.lock();
    try {
      dropExpired();
      if (conflict(wanted).isPresent()) {
        return Optional.empty();
      }
      requireRoom(wanted.client());
      Lock lock =
          new Lock(
              "opaquelocktoken:" + UUID.randomUUID(),
              List.copyOf(wanted.path()),
              wanted.folder(),
              wanted.exclusive(),
              wanted.deep(),
              wanted.owner(),
              wanted.user(),
              wanted.client(),
              granted(wanted.timeout()),
              clock.instant().plus(granted(wanted.timeout())));
      put(lock);
      return Optional.of(lock);
    } finally {
      guard.unlock();
    }
  }

  private static Duration granted(Duration wanted) {
    return wanted.compareTo(LONGEST) < 0 ? wanted : LONGEST;
  }

  private void requireRoom(String client) throws HttpStatusException {
    long own = byToken.values().stream().filter(lock -> lock.client().equals(client)).count();
    if (byToken.size() >= MOST || own >= MOST_PER_CLIENT) {
      throw new HttpStatusException(503, "There are too many locks");
    }
  }

  /** A lock that forbids the wanted one. */
  Optional<Lock> conflict(Lock wanted) {
    guard.lock();
    try {
      List<Lock> near = covering(wanted.path());
      if (wanted.deep()) {
        near.addAll(below(wanted.path()));
      }
      return near.stream().filter(lock -> wanted.exclusive() || lock.exclusive()).findFirst();
    } finally {
      guard.unlock();
    }
  }

  /** Locks on the entry itself, and deep ones above it. */
  List<Lock> covering(List<String> path) {
    guard.lock();
    try {
      List<Lock> found = new ArrayList<>();
      if (byToken.isEmpty()) {
        return found;
      }
      StringBuilder key = new StringBuilder();
      collect(key.toString(), lock -> lock.covers(path), found);
      for (String name : path) {
        collect(key.append('/').append(name).toString(), lock -> lock.covers(path), found);
      }
      return found;
    } finally {
      guard.unlock();
    }
  }

  /** Locks on what is below the entry, not on itself. */
  List<Lock> below(List<String> path) {
    guard.lock();
    try {
      List<Lock> found = new ArrayList<>();
      for (String key : List.copyOf(range(path).keySet())) {
        collect(key, lock -> true, found);
      }
      return found;
    } finally {
      guard.unlock();
    }
  }

  private NavigableMap<String, ImmutableList<Lock>> range(List<String> path) {
    String start = key(path) + "/";
    // the character after the slash ends the range
    return byPath.subMap(start, true, key(path) + "0", false);
  }

  private static String key(List<String> path) {
    return path.isEmpty() ? "" : "/" + String.join("/", path);
  }

  private void collect(String key, Predicate<Lock> wanted, List<Lock> found) {
    Instant now = clock.instant();
    for (Lock lock : byPath.getOrDefault(key, ImmutableList.of())) {
      if (lock.expires().isAfter(now) && wanted.test(lock)) {
        found.add(lock);
      }
    }
  }

  /**
   * Makes a lock that covers the path last longer; empty if there is none with that token.
   *
   * @throws HttpStatusException 403 if it is another user's
   */
  Optional<Lock> refresh(String token, List<String> path, String user, Duration timeout)
      throws HttpStatusException {
    guard.lock();
    try {
      Lock lock = live(token, path);
      if (lock == null) {
        return Optional.empty();
      }
      requireOwn(lock, user);
      remove(lock);
      Lock longer = lock.until(granted(timeout), clock.instant().plus(granted(timeout)));
      put(longer);
      return Optional.of(longer);
    } finally {
      guard.unlock();
    }
  }

  private @Nullable Lock live(String token, List<String> path) {
    Lock lock = byToken.get(token);
    return lock != null && lock.expires().isAfter(clock.instant()) && lock.covers(path)
        ? lock
        : null;
  }

  static void requireOwn(Lock lock, String user) throws HttpStatusException {
    if (!lock.isOf(user)) {
      throw new HttpStatusException(403, "The lock is another user's");
    }
  }

  /**
   * Ends a lock that covers the path; false if there is none with that token.
   *
   * @throws HttpStatusException 403 if it is another user's
   */
  boolean release(String token, List<String> path, String user) throws HttpStatusException {
    guard.lock();
    try {
      Lock lock = live(token, path);
      if (lock != null) {
        requireOwn(lock, user);
        remove(lock);
      }
      return lock != null;
    } finally {
      guard.unlock();
    }
  }

  /** Whether this is the token of a lock that covers the path. */
  boolean holds(String token, List<String> path) {
    guard.lock();
    try {
      return live(token, path) != null;
    } finally {
      guard.unlock();
    }
  }

  /** Ends the locks on an entry that went, and on everything below it. */
  void forget(List<String> path) {
    guard.lock();
    try {
      List<Lock> gone = new ArrayList<>(byPath.getOrDefault(key(path), ImmutableList.of()));
      range(path).values().forEach(gone::addAll);
      gone.forEach(this::remove);
    } finally {
      guard.unlock();
    }
  }

  /** Locks that have not ended. */
  int size() {
    guard.lock();
    try {
      dropExpired();
      return byToken.size();
    } finally {
      guard.unlock();
    }
  }

  private void dropExpired() {
    Instant now = clock.instant();
    for (Lock lock : List.copyOf(byToken.values())) {
      if (!lock.expires().isAfter(now)) {
        remove(lock);
      }
    }
  }

  private void put(Lock lock) {
    byToken.put(lock.token(), lock);
    byPath.merge(
        key(lock.path()),
        ImmutableList.of(lock),
        (before, added) -> ImmutableList.<Lock>builder().addAll(before).addAll(added).build());
  }

  private void remove(Lock lock) {
    byToken.remove(lock.token());
    ImmutableList<Lock> rest =
        byPath.getOrDefault(key(lock.path()), ImmutableList.of()).stream()
            .filter(other -> !other.token().equals(lock.token()))
            .collect(ImmutableList.toImmutableList());
    if (rest.isEmpty()) {
      byPath.remove(key(lock.path()));
    } else {
      byPath.put(key(lock.path()), rest);
    }
  }
}
