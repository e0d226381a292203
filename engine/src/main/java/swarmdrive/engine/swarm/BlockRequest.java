package swarmdrive.engine.swarm;

/** One block asked of one peer. Mutable only in {@link #withdrawn}. */
final class BlockRequest {
  final Peer peer;
  final IncomingPiece piece;
  final int block;
  final long sentAt;

  /** When it should be here, by what the peer did before. */
  final long expectedAt;

  /** True if nothing else was asked of the peer when this was sent. */
  final boolean queueWasEmpty;

  /** Taken back from the peer: cancelled or given up. */
  boolean withdrawn;

  BlockRequest(
      Peer peer,
      IncomingPiece piece,
      int block,
      long sentAt,
      long expectedAt,
      boolean queueWasEmpty) {
    this.peer = peer;
    this.piece = piece;
    this.block = block;
    this.sentAt = sentAt;
    this.expectedAt = expectedAt;
    this.queueWasEmpty = queueWasEmpty;
  }

  /**
   * How long it may still take: a peer that owes it for longer than it should may never send it.
   */
  long leftNanos(long now) {
    boolean unknown = now > expectedAt || !peer.throughput.proven();
    return unknown ? Long.MAX_VALUE : expectedAt - now;
  }
}
