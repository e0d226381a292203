package swarmdrive.engine.swarm;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells each peer which others there are (BEP 11): all at first, then what has changed, once a
 * minute at most. Runs on the swarm thread.
 */
final class PeerExchange {
  private static final long INTERVAL_NANOS = 60_000_000_000L;

  /** Peers told in one message, as BEP 11 asks for. */
  static final int MAX_TOLD = 50;

  private final Peer peer;
  private final Set<InetSocketAddress> told = new HashSet<>();
  private long next;

  PeerExchange(Peer peer, long now) {
    this.peer = peer;
    this.next = now;
  }

  /** Sends what is due. */
  void tick(Collection<Peer> others, long now) {
    if (now - next < 0) {
      return;
    }
    Set<InetSocketAddress> present = addresses(others);
    Set<InetSocketAddress> added = new HashSet<>(present);
    added.removeAll(told);
    Set<InetSocketAddress> dropped = new HashSet<>(told);
    dropped.removeAll(present);
    if (!added.isEmpty() || !dropped.isEmpty()) {
      next = now + INTERVAL_NANOS;
      told.clear();
      told.addAll(present);
      peer.link.peerExchange(added, dropped);
    }
  }

  private Set<InetSocketAddress> addresses(Collection<Peer> others) {
    Set<InetSocketAddress> addresses = new HashSet<>();
    for (Peer other : others) {
      InetSocketAddress address = other.listenAddress();
      if (other != peer && address != null && addresses.size() < MAX_TOLD) {
        addresses.add(address);
      }
    }
    return addresses;
  }
}
