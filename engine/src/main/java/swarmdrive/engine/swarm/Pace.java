package swarmdrive.engine.swarm;

import java.util.Collection;

/**
 * What the peers deliver together, as far as they have shown, and what they owe already.
 *
 * @param rate bytes per second
 * @param latencyNanos of the quickest to answer
 * @param owed bytes that were asked of them
 */
record Pace(double rate, long latencyNanos, long owed) {
  private static final long LEAST_MARGIN_NANOS = 30_000_000L;
  private static final long MOST_MARGIN_NANOS = 200_000_000L;

  static Pace of(Collection<Peer> peers) {
    double rate = 0;
    long latency = Long.MAX_VALUE;
    long owed = 0;
    for (Peer peer : peers) {
      if (peer.ready() && peer.throughput.proven()) {
        rate += peer.throughput.rate();
        latency = Math.min(latency, peer.throughput.latencyNanos());
        owed += peer.outstandingBytes();
      }
    }
    return new Pace(rate, latency, owed);
  }

  /**
   * How long they need for so many bytes, with a margin, since what they have shown is not exact;
   * {@link Long#MAX_VALUE} if nobody has shown anything.
   */
  long nanosFor(long bytes) {
    if (rate == 0) {
      return Long.MAX_VALUE;
    }
    long finish = (long) (latencyNanos + bytes * 1e9 / rate);
    return finish + Math.clamp(finish, LEAST_MARGIN_NANOS, MOST_MARGIN_NANOS);
  }
}
