package swarmdrive.engine.swarm;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Addresses of one torrent's peers that were heard of, and when each may be tried again. Runs on
 * the swarm thread.
 */
final class PeerBook {
  /** Addresses kept; further ones are ignored. */
  private static final int MAX_KNOWN = 2000;

  private static final long FIRST_BACK_OFF_NANOS = 2_000_000_000L;
  private static final int MAX_DOUBLINGS = 9;

  private enum State {
    FREE,
    CONNECTING,
    CONNECTED,
    BANNED
  }

  private static final class Known {
    State state = State.FREE;
    int failures;
    long nextTry;
  }

  private final Map<InetSocketAddress, Known> known = new LinkedHashMap<>();
  private int connecting;

  /** True if the address is news. */
  boolean add(InetSocketAddress address, long now) {
    if (address.isUnresolved()
        || address.getPort() <= 0
        || address.getAddress().isAnyLocalAddress()) {
      return false;
    }
    if (known.size() >= MAX_KNOWN || known.containsKey(address)) {
      return false;
    }
    Known entry = new Known();
    entry.nextTry = now;
    known.put(address, entry);
    return true;
  }

  int connecting() {
    return connecting;
  }

  int size() {
    return known.size();
  }

  /** The next address to connect to now; marks it as being connected to. */
  Optional<InetSocketAddress> next(long now) {
    for (Map.Entry<InetSocketAddress, Known> entry : known.entrySet()) {
      Known candidate = entry.getValue();
      if (candidate.state == State.FREE && now - candidate.nextTry >= 0) {
        candidate.state = State.CONNECTING;
        connecting++;
        return Optional.of(entry.getKey());
      }
    }
    return Optional.empty();
  }

  void connected(InetSocketAddress address) {
    Known entry = known.get(address);
    if (entry != null && entry.state != State.BANNED) {
      leaveConnecting(entry);
      entry.state = State.CONNECTED;
    }
  }

  /** A connection could not be made, or ended after it had been of use or not. */
  void ended(InetSocketAddress address, boolean useful, long now) {
    Known entry = known.get(address);
    if (entry == null || entry.state == State.BANNED) {
      return;
    }
    leaveConnecting(entry);
    entry.state = State.FREE;
    entry.failures = useful ? 0 : entry.failures + 1;
    int doublings = Math.clamp(entry.failures - 1L, 0, MAX_DOUBLINGS);
    entry.nextTry = now + (FIRST_BACK_OFF_NANOS << doublings);
  }

  void ban(InetSocketAddress address) {
    Known entry = known.computeIfAbsent(address, key -> new Known());
    leaveConnecting(entry);
    entry.state = State.BANNED;
  }

  boolean banned(InetSocketAddress address) {
    Known entry = known.get(address);
    return entry != null && entry.state == State.BANNED;
  }

  private void leaveConnecting(Known entry) {
    if (entry.state == State.CONNECTING) {
      connecting--;
    }
  }
}
