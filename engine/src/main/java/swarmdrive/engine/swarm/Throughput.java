package swarmdrive.engine.swarm;

/**
 * How fast one peer delivers: bytes per second while it has something to deliver, and the time from
 * a request to its answer when nothing else is in its queue. The pause before the first block of a
 * burst counts as latency, not as slowness.
 */
final class Throughput {
  private static final double NANOS = 1e9;

  /** Old measurements lose half their weight after so much busy time. */
  private static final double HALF_LIFE_NANOS = 1e9;

  private double bytes;
  private double busyNanos;
  private double latencyNanos;
  private long lastArrival;
  private boolean proven;

  /** True once a block has been delivered. */
  boolean proven() {
    return proven;
  }

  /** A block of so many bytes came. */
  void arrived(long now, int length, long sentAt, boolean queueWasEmpty) {
    if (queueWasEmpty) {
      sampleLatency(now - sentAt);
    } else {
      sampleRate(length, Math.max(1, now - Math.max(lastArrival, sentAt)));
    }
    lastArrival = now;
    proven = true;
  }

  private void sampleLatency(long nanos) {
    latencyNanos = latencyNanos == 0 ? nanos : latencyNanos * 0.75 + nanos * 0.25;
  }

  private void sampleRate(int length, long nanos) {
    double keep = Math.pow(0.5, nanos / HALF_LIFE_NANOS);
    bytes = bytes * keep + length;
    busyNanos = busyNanos * keep + nanos;
  }

  /** The peer failed us: its past says nothing. */
  void forget() {
    bytes = 0;
    busyNanos = 0;
    proven = false;
  }

  long latencyNanos() {
    return (long) latencyNanos;
  }

  /** Bytes per second; a guess of one block per latency as long as there is no measurement. */
  double rate() {
    if (busyNanos > 0) {
      return bytes * NANOS / busyNanos;
    }
    return latencyNanos > 0 ? 16384 * NANOS / latencyNanos : 16384;
  }

  /** When so many bytes, the peer's queue included, will have come, counted from now. */
  long etaNanos(long queuedBytes) {
    return (long) (latencyNanos + queuedBytes * NANOS / rate());
  }
}
