package swarmdrive.engine.swarm;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Peers of one torrent that nothing is wanted of for a while: an address changes hands, and a fault
 * gets repaired. Each further ban lasts twice as long. Who came to us is known by its host alone,
 * since the port is another one each time. Runs on the swarm thread.
 */
final class Bans {
  private static final long FIRST_NANOS = 600_000_000_000L;
  private static final int MAX_DOUBLINGS = 7;

  /** Bans remembered; the oldest go. */
  private static final int MAX_BANS = 1000;

  private record Ban(long until, int count) {}

  private final Map<InetSocketAddress, Ban> bans =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, Ban> eldest) {
          return size() > MAX_BANS;
        }
      };

  void ban(InetSocketAddress address, long now) {
    Ban before = bans.remove(address);
    int count = before == null ? 0 : before.count + 1;
    bans.put(address, new Ban(now + (FIRST_NANOS << Math.min(count, MAX_DOUBLINGS)), count));
  }

  boolean has(InetSocketAddress address, long now) {
    Ban ban = bans.get(address);
    return ban != null && now - ban.until < 0;
  }

  /** Who is meant by a connection. */
  static InetSocketAddress who(PeerLink link) {
    InetSocketAddress address = link.address();
    return link.incoming() ? new InetSocketAddress(address.getAddress(), 0) : address;
  }

  int size() {
    return bans.size();
  }
}
