package swarmdrive.engine.swarm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks late blocks of urgent pieces of a second peer; whoever comes second is cancelled. Runs on
 * the swarm thread.
 */
final class Races {
  private static final long MIN_SLACK_NANOS = 20_000_000L;

  private final Swarm swarm;

  Races(Swarm swarm) {
    this.swarm = swarm;
  }

  /**
   * Looks at a piece of which every block was asked.
   *
   * @param finish what comes later than that, from now, is late
   * @param most blocks to ask again
   * @return how many were asked again
   */
  int race(IncomingPiece piece, long finish, long now, int most) {
    int raced = 0;
    for (int block = 0; block < piece.blocks && raced < most; block++) {
      List<BlockRequest> requests = piece.requestsFor(block);
      if (requests.size() == 1 && late(requests.getFirst(), finish, now)) {
        Peer other = other(piece.index, block, requests.getFirst().peer, now);
        if (other != null && other.etaNanos() < requests.getFirst().leftNanos(now) / 2) {
          other.request(piece, block, now);
          raced++;
        }
      }
    }
    return raced;
  }

  /**
   * It is not here although it should be; or it will not be in time, since it was asked of a slow
   * peer when there was time.
   */
  private static boolean late(BlockRequest request, long finish, long now) {
    if (!request.peer.throughput.proven()) {
      return now - request.sentAt > Peer.UNPROVEN_NANOS;
    }
    long slack = Math.max(MIN_SLACK_NANOS, (request.expectedAt - request.sentAt) / 2);
    return now - request.expectedAt > slack || request.expectedAt - now > finish;
  }

  private @Nullable Peer other(int piece, int block, Peer holder, long now) {
    Peer best = null;
    for (Peer peer : swarm.peers()) {
      boolean able =
          peer != holder
              && peer.throughput.proven()
              && peer.mayBeAsked(piece, block, now)
              && peer.capacity(now) > 0;
      if (able && (best == null || peer.likelyNanos() < best.likelyNanos())) {
        best = peer;
      }
    }
    return best;
  }
}
