package swarmdrive.engine.swarm;

import java.net.InetSocketAddress;
import java.util.Comparator;
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
    CONNECTED
  }

  private static final class Known {
    PeerSource source;
    State state = State.FREE;
    int failures;
    long nextTry;

    Known(PeerSource source, long now) {
      this.source = source;
      this.nextTry = now;
    }
  }

  private final Map<InetSocketAddress, Known> known = new LinkedHashMap<>();
  private final Bans bans = new Bans();
  private int connecting;

  /** True if the address is news. */
  boolean add(InetSocketAddress address, PeerSource source, long now) {
    if (address.isUnresolved()
        || address.getPort() <= 0
        || address.getAddress().isAnyLocalAddress()) {
      return false;
    }
    Known before = known.get(address);
    if (before != null) {
      before.source = source.own() ? source : before.source;
      return false;
    }
    if (known.size() >= MAX_KNOWN && !forgetWorst()) {
      return false;
    }
    known.put(address, new Known(source, now));
    return true;
  }

  /** Makes room by what was tried in vain most often; false if nothing was. */
  private boolean forgetWorst() {
    return known.entrySet().stream()
        .filter(entry -> entry.getValue().state == State.FREE && entry.getValue().failures > 0)
        .max(Comparator.comparingInt(entry -> entry.getValue().failures))
        .map(worst -> known.remove(worst.getKey()) != null)
        .orElse(false);
  }

  /** Where the address came from; of one that is not in here, that it was found. */
  PeerSource source(InetSocketAddress address) {
    Known entry = known.get(address);
    return entry == null ? PeerSource.FOUND : entry.source;
  }

  /** Forgets what is not the torrent's own business. */
  void forgetFound() {
    known.values().stream().filter(entry -> !entry.source.own()).forEach(this::leaveConnecting);
    known.values().removeIf(entry -> !entry.source.own());
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
      if (candidate.state == State.FREE
          && now - candidate.nextTry >= 0
          && !bans.has(entry.getKey(), now)) {
        candidate.state = State.CONNECTING;
        connecting++;
        return Optional.of(entry.getKey());
      }
    }
    return Optional.empty();
  }

  void connected(InetSocketAddress address) {
    Known entry = known.get(address);
    if (entry != null) {
      leaveConnecting(entry);
      entry.state = State.CONNECTED;
    }
  }

  /** A connection could not be made, or ended after it had been of use or not. */
  void ended(InetSocketAddress address, boolean useful, long now) {
    Known entry = known.get(address);
    if (entry == null) {
      return;
    }
    leaveConnecting(entry);
    entry.state = State.FREE;
    entry.failures = useful ? 0 : entry.failures + 1;
    int doublings = Math.clamp(entry.failures - 1L, 0, MAX_DOUBLINGS);
    entry.nextTry = now + (FIRST_BACK_OFF_NANOS << doublings);
  }

  /** For a while, which grows with each time; its connection is still to be closed. */
  void ban(InetSocketAddress address, long now) {
    bans.ban(address, now);
  }

  boolean banned(InetSocketAddress address, long now) {
    return bans.has(address, now);
  }

  private void leaveConnecting(Known entry) {
    if (entry.state == State.CONNECTING) {
      connecting--;
    }
  }
}
