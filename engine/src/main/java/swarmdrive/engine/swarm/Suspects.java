package swarmdrive.engine.swarm;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import swarmdrive.engine.piece.PieceGeometry;

/**
 * Finds out who sent wrong bytes, and loses little time over it. A failed piece with one sender
 * convicts it. With several, the piece is fetched again, each block from somebody else; where the
 * two versions differ, one of two peers lied, and leaving out the lies of the right one gives the
 * right piece. If that fails, too, the piece comes from one peer alone. Runs on the swarm thread.
 */
final class Suspects {
  /** Failed pieces whose bytes are kept at a time. */
  private static final int MAX_PIECES = 4;

  private static final class Failure {
    final IncomingPiece bytes;
    int count = 1;
    @Nullable Peer trial;

    Failure(IncomingPiece bytes) {
      this.bytes = bytes;
    }
  }

  /** A piece put together as if one peer had lied. */
  record Hypothesis(Peer liar, ByteBuffer bytes) {}

  private final Map<Integer, Failure> failures = new HashMap<>();

  /**
   * A piece failed its hash.
   *
   * @return true if its bytes are kept: they are given back by {@link #settle}
   */
  boolean failed(IncomingPiece piece) {
    for (int block = 0; block < piece.blocks; block++) {
      piece.source(block).suspected = true;
    }
    Failure known = failures.get(piece.index);
    if (known != null) {
      known.count++;
      known.trial = null;
      return false;
    }
    if (failures.size() < MAX_PIECES) {
      failures.put(piece.index, new Failure(piece));
      return true;
    }
    return false;
  }

  /** The only sender of all blocks, if there is one. */
  static Optional<Peer> onlySender(IncomingPiece piece) {
    Peer first = piece.source(0);
    for (int block = 1; block < piece.blocks; block++) {
      if (piece.source(block) != first) {
        return Optional.empty();
      }
    }
    return Optional.of(first);
  }

  /** True if the block of a piece that failed before may be asked of this peer. */
  boolean mayAsk(Peer peer, int piece, int block, Collection<Peer> peers, long now) {
    Failure failure = failures.get(piece);
    if (failure == null) {
      return true;
    }
    if (failure.count == 1) {
      Peer before = failure.bytes.source(block);
      return peer != before
          || peers.stream().noneMatch(other -> other != before && able(other, piece));
    }
    if (failure.trial == null || !failure.trial.ready() || failure.trial.requests() == 0) {
      failure.trial = soonest(piece, peers, now);
    }
    return failure.trial == peer;
  }

  /** Whether it can be expected to deliver the piece before long. */
  private static boolean able(Peer peer, int piece) {
    return peer.ready() && peer.throughput.proven() && peer.has(piece);
  }

  private static @Nullable Peer soonest(int piece, Collection<Peer> peers, long now) {
    return peers.stream()
        .filter(peer -> peer.has(piece) && peer.capacity(now) > 0)
        .min(
            Comparator.comparing((Peer peer) -> !peer.throughput.proven())
                .thenComparing(Peer::etaNanos))
        .orElse(null);
  }

  /** The peer went silent: what it was to send alone may come from another. */
  void stalled(Peer peer) {
    for (Failure failure : failures.values()) {
      if (failure.trial == peer) {
        failure.trial = null;
      }
    }
  }

  /** What the piece would be if one of those who disagree had lied. */
  List<Hypothesis> hypotheses(IncomingPiece second) {
    Failure failure = failures.get(second.index);
    if (failure == null || failure.count != 1) {
      return List.of();
    }
    IncomingPiece first = failure.bytes;
    List<Integer> differing = differing(first, second);
    Set<Peer> liars = new LinkedHashSet<>();
    for (int block : differing) {
      liars.add(first.source(block));
      liars.add(second.source(block));
    }
    List<Hypothesis> all = new ArrayList<>();
    for (Peer liar : liars) {
      all.add(new Hypothesis(liar, without(liar, first, second, differing)));
    }
    return all;
  }

  private static List<Integer> differing(IncomingPiece first, IncomingPiece second) {
    List<Integer> blocks = new ArrayList<>();
    for (int block = 0; block < first.blocks; block++) {
      if (!bytes(first, block).equals(bytes(second, block))) {
        blocks.add(block);
      }
    }
    return blocks;
  }

  private static ByteBuffer bytes(IncomingPiece piece, int block) {
    return piece.bytes.slice(block * PieceGeometry.BLOCK_LENGTH, piece.blockLength(block));
  }

  private static ByteBuffer without(
      Peer liar, IncomingPiece first, IncomingPiece second, List<Integer> differing) {
    ByteBuffer merged =
        ByteBuffer.allocate(second.length).put(second.bytes.slice(0, second.length));
    for (int block : differing) {
      if (second.source(block) == liar) {
        merged.put(
            block * PieceGeometry.BLOCK_LENGTH, bytes(first, block), 0, first.blockLength(block));
      }
    }
    return merged.flip();
  }

  /**
   * The right bytes of a piece are known.
   *
   * @return the bytes kept of its failure, to be given back, and who lied
   */
  Optional<Settled> settle(int piece, ByteBuffer right) {
    Failure failure = failures.remove(piece);
    if (failure == null) {
      return Optional.empty();
    }
    Set<Peer> guilty = new HashSet<>();
    for (int block = 0; block < failure.bytes.blocks; block++) {
      Peer sender = failure.bytes.source(block);
      sender.suspected = false;
      ByteBuffer truth =
          right.slice(block * PieceGeometry.BLOCK_LENGTH, failure.bytes.blockLength(block));
      if (!bytes(failure.bytes, block).equals(truth)) {
        guilty.add(sender);
      }
    }
    return Optional.of(new Settled(failure.bytes, guilty));
  }

  /** Forgets everything; returns the bytes that were kept, to be given back. */
  List<IncomingPiece> clear() {
    List<IncomingPiece> kept = failures.values().stream().map(failure -> failure.bytes).toList();
    failures.clear();
    return kept;
  }

  record Settled(IncomingPiece failed, Set<Peer> guilty) {}
}
