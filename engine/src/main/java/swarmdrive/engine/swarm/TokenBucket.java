package swarmdrive.engine.swarm;

/**
 * A rate of bytes. It may be overdrawn by whoever comes while something is left, and is filled up
 * to a tenth of a second's worth. Runs on the swarm thread.
 */
final class TokenBucket {
  private static final double SECOND = 1e9;

  /** Seconds of the rate that may be saved up: more would make bursts. */
  private static final double SAVED = 0.1;

  private final long bytesPerSecond;
  private double left;
  private long filledAt;

  /**
   * A full bucket.
   *
   * @param bytesPerSecond 0 for no limit
   */
  TokenBucket(long bytesPerSecond, long now) {
    this.bytesPerSecond = bytesPerSecond;
    this.left = most();
    this.filledAt = now;
  }

  private double most() {
    return Math.max(1, bytesPerSecond * SAVED);
  }

  boolean limited() {
    return bytesPerSecond > 0;
  }

  /** Bytes that may be taken now; none if it is overdrawn. */
  long available(long now) {
    if (!limited()) {
      return Long.MAX_VALUE;
    }
    left = Math.min(most(), left + (now - filledAt) * (bytesPerSecond / SECOND));
    filledAt = now;
    return left < 1 ? 0 : (long) left;
  }

  /** Takes bytes, those that are not there yet from what is to come. */
  void take(long bytes) {
    left -= bytes;
  }

  /** Gives bytes back that were not used. */
  void giveBack(long bytes) {
    left += bytes;
  }
}
