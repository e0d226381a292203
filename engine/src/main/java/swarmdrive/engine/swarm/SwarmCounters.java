package swarmdrive.engine.swarm;

import java.util.concurrent.atomic.LongAdder;

/** What a swarm counts since start. Written on the swarm thread, read by any. */
public final class SwarmCounters {
  /** Block bytes received, duplicates and bad ones included. */
  public final LongAdder bytesReceived = new LongAdder();

  /** Block bytes received that were not needed or failed their hash. */
  public final LongAdder bytesWasted = new LongAdder();

  /** Block bytes sent. */
  public final LongAdder bytesSent = new LongAdder();

  public final LongAdder piecesVerified = new LongAdder();
  public final LongAdder piecesFailed = new LongAdder();
}
