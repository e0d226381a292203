package swarmdrive.engine.swarm;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import swarmdrive.engine.piece.PieceGeometry;

/**
 * Decides which block is asked of which peer. Pieces that readers wait for come first, in turns
 * between the readers, then those read ahead. A block goes to the peer that will deliver it first,
 * by measured rate and queue; a peer so slow that the others would be done before it gets none of
 * an urgent piece. A late urgent block is asked of a second peer, and whoever comes second is
 * cancelled. Runs on the swarm thread.
 */
final class BlockPicker {
  /** Bytes of pieces being received above which only urgent pieces are begun. */
  private static final long MAX_IN_FLIGHT = 64L << 20;

  /** Bytes of begun pieces kept although nobody wants them at present. */
  private static final long MAX_ABANDONED = 16L << 20;

  /** Late blocks that are asked a second time in one go. */
  private static final int MAX_RACED = 8;

  private final Swarm swarm;
  private final PieceGeometry geometry;
  private final Map<Object, Wish> wishes = new LinkedHashMap<>();
  private final Map<Integer, IncomingPiece> incoming = new LinkedHashMap<>();
  private final Map<Integer, IncomingPiece> verifying = new HashMap<>();
  private final BitSet recovering = new BitSet();
  private final Races races;
  private long inFlight;

  /**
   * Wanted pieces in order, the first {@code urgent} of them urgent; those before {@code head} are
   * wholly asked for.
   */
  private int[] order = {};

  private int urgent;

  /** Where in the order the pieces begin for which there is time. */
  private int laterFrom;

  private int head;

  /** Read ahead and evicted before they were read: not fetched again until the readers move. */
  private final BitSet inVain = new BitSet();

  private boolean stale;
  private boolean closed;

  BlockPicker(Swarm swarm, PieceGeometry geometry) {
    this.swarm = swarm;
    this.geometry = geometry;
    this.races = new Races(swarm);
  }

  /** Sets or, with null, withdraws what a reader wants; false if that changes nothing. */
  boolean wish(Object reader, @Nullable Wish wish) {
    Wish before = wish == null ? wishes.remove(reader) : wishes.put(reader, wish);
    if (wish == null ? before != null : !wish.equals(before)) {
      inVain.clear();
      stale = true;
      return true;
    }
    return false;
  }

  boolean wanting() {
    return wishes.values().stream().anyMatch(wish -> wish.laterEnd() == 0 || missesLater(wish));
  }

  private boolean missesLater(Wish wish) {
    return swarm.firstMissing(0) < wish.laterEnd();
  }

  /** True if a reader waits for a piece that is still to come. */
  boolean waitedFor() {
    return Arrays.stream(order, 0, urgent).anyMatch(this::missing);
  }

  /** Looks again whether there is time and room for what is wanted later. */
  void refreshLater() {
    stale |= wishes.values().stream().anyMatch(this::missesLater);
  }

  /** A piece that was held is not any more. */
  void pieceGone(int piece) {
    if (wishes.values().stream().anyMatch(wish -> wish.wantsNow(piece))) {
      stale = true;
    } else {
      inVain.set(piece);
    }
  }

  /** True if something wanted is missing. */
  boolean downloading() {
    return wanting() && (head < order.length || !verifying.isEmpty() || requestsUnderWay());
  }

  /** Pieces of which something has come, or is being hashed. */
  BitSet fetching() {
    BitSet pieces = new BitSet();
    incoming.keySet().forEach(pieces::set);
    verifying.keySet().forEach(pieces::set);
    return pieces;
  }

  boolean requestsUnderWay() {
    for (Peer peer : swarm.peers()) {
      if (peer.requests() > 0) {
        return true;
      }
    }
    return false;
  }

  /** Requests came back from a peer: look at all wanted pieces again. */
  void requestsReturned() {
    head = 0;
  }

  /** Asks for as many blocks as the peers have room for. */
  void schedule(long now) {
    if (stale || laterAsked()) {
      rebuild();
    }
    if (order.length == 0 || !anyCapacity(now)) {
      return;
    }
    Pace pace = Pace.of(swarm.peers());
    long bytes = 0; // not asked of anybody yet
    for (int i = head; i < order.length; i++) {
      boolean isUrgent = i < urgent;
      int piece = order[i];
      if (!missing(piece)) {
        advanceHead(i);
        continue;
      }
      bytes += unrequestedBytes(piece);
      if (i >= laterFrom && swarm.host().anybodyWaits()) {
        return;
      }
      if (recover(piece)
          || !isUrgent && !incoming.containsKey(piece) && inFlight >= MAX_IN_FLIGHT) {
        continue;
      }
      if (requestBlocks(piece, finishNanos(i, pace, bytes), now)) {
        advanceHead(i);
      } else if (!anyCapacity(now)) {
        return;
      }
    }
  }

  /**
   * Who delivers a block of the piece with this number in the order later than that is not asked.
   */
  private long finishNanos(int number, Pace pace, long bytes) {
    return number < laterFrom ? pace.nanosFor(pace.owed() + bytes) : Long.MAX_VALUE;
  }

  private long unrequestedBytes(int piece) {
    IncomingPiece begun = incoming.get(piece);
    return begun == null
        ? geometry.lengthOf(piece)
        : (long) begun.unrequested() * PieceGeometry.BLOCK_LENGTH;
  }

  /** True if of what is wanted later the next is to be chosen. */
  private boolean laterAsked() {
    return laterFrom < order.length && head == order.length && inFlight < MAX_IN_FLIGHT / 2;
  }

  private void advanceHead(int done) {
    if (done == head) {
      head++;
    }
  }

  private boolean anyCapacity(long now) {
    for (Peer peer : swarm.peers()) {
      if (peer.capacity(now) > 0) {
        return true;
      }
    }
    return false;
  }

  /** True if now every block of the piece has come or is asked for. */
  private boolean requestBlocks(int piece, long finish, long now) {
    IncomingPiece target = incoming.get(piece);
    int block = target == null ? 0 : target.nextUnrequested(0);
    while (block >= 0) {
      Peer peer = best(piece, block, finish, now);
      if (peer == null) {
        return false;
      }
      if (target == null) {
        target = begin(piece);
      }
      peer.request(target, block, now);
      block = target.nextUnrequested(block + 1);
    }
    return true;
  }

  private IncomingPiece begin(int piece) {
    int length = geometry.lengthOf(piece);
    IncomingPiece begun = new IncomingPiece(piece, geometry, swarm.host().takeBuffer(length));
    incoming.put(piece, begun);
    inFlight += length;
    return begun;
  }

  private void end(IncomingPiece piece) {
    inFlight -= piece.length;
    swarm.host().giveBuffer(piece.bytes);
  }

  /**
   * The peer with room that delivers first; null if none has room, or waiting for a faster one is
   * better.
   */
  private @Nullable Peer best(int piece, int block, long finish, long now) {
    Peer best = null;
    long bestEta = Long.MAX_VALUE;
    long soonest = Long.MAX_VALUE;
    for (Peer peer : swarm.peers()) {
      if (peer.mayBeAsked(piece, block, now)) {
        long eta = peer.likelyNanos();
        boolean room = peer.capacity(now) > 0;
        if (room || peer.throughput.proven()) {
          soonest = Math.min(soonest, eta);
        }
        if (room && eta < bestEta) {
          bestEta = eta;
          best = peer;
        }
      }
    }
    boolean tooSlow = best != null && bestEta > finish && soonest < bestEta;
    return tooSlow ? null : best;
  }

  private boolean missing(int piece) {
    return !swarm.holds(piece) && !verifying.containsKey(piece);
  }

  /** True if the piece is being looked for on disk; begins that if it may lie there. */
  private boolean recover(int piece) {
    if (swarm.takeUnrecorded(piece)) {
      recovering.set(piece);
      swarm.host().recover(swarm, piece, held -> recovered(piece, held));
    }
    return recovering.get(piece);
  }

  private void recovered(int piece, boolean held) {
    recovering.clear(piece);
    head = 0;
    if (held) {
      swarm.pieceHeld(piece);
    }
    swarm.wakeSoon();
  }

  private void rebuild() {
    stale = false;
    head = 0;
    BitSet chosen = new BitSet();
    List<Integer> pieces = new ArrayList<>();
    Collection<Wish> all = wishes.values();
    int mostNow = all.stream().mapToInt(wish -> wish.nowEnd() - wish.now()).max().orElse(0);
    for (int step = 0; step < mostNow; step++) {
      for (Wish wish : all) {
        choose(wish.now() + step, wish.nowEnd(), chosen, pieces);
      }
    }
    urgent = pieces.size();
    int mostSoon = all.stream().mapToInt(wish -> wish.soonEnd() - wish.nowEnd()).max().orElse(0);
    long room = Math.max(2, MAX_IN_FLIGHT / geometry.pieceLength());
    for (int step = 0; step < mostSoon && pieces.size() - urgent < room; step++) {
      for (Wish wish : all) {
        if (!inVain.get(wish.nowEnd() + step)) {
          choose(wish.nowEnd() + step, wish.soonEnd(), chosen, pieces);
        }
      }
    }
    laterFrom = pieces.size();
    if (urgent == 0) {
      chooseLater(chosen, pieces);
    }
    order = pieces.stream().mapToInt(Integer::intValue).toArray();
    for (int piece : order) {
      recover(piece); // needs no peer
    }
    withdrawUnwanted(chosen);
  }

  /** Never while a reader waits, and no more than there is room for on disk. */
  private void chooseLater(BitSet chosen, List<Integer> pieces) {
    int end = wishes.values().stream().mapToInt(Wish::laterEnd).max().orElse(0);
    int piece = end == 0 ? 0 : swarm.firstMissing(0);
    if (piece >= end || swarm.host().anybodyWaits()) {
      return;
    }
    long room = swarm.host().roomToKeep() / geometry.pieceLength() - verifying.size();
    long most = Math.min(room, Math.max(1, MAX_IN_FLIGHT / geometry.pieceLength()));
    for (; piece < end && pieces.size() - laterFrom < most; piece = swarm.firstMissing(piece + 1)) {
      choose(piece, end, chosen, pieces);
    }
  }

  private void choose(int piece, int end, BitSet chosen, List<Integer> pieces) {
    if (piece < end && !chosen.get(piece) && missing(piece)) {
      chosen.set(piece);
      pieces.add(piece);
    }
  }

  private void withdrawUnwanted(BitSet wanted) {
    long abandoned = 0;
    for (IncomingPiece piece : List.copyOf(incoming.values()).reversed()) {
      if (!wanted.get(piece.index)) {
        cancelAll(piece);
        abandoned += piece.length;
        if (piece.empty() || abandoned > MAX_ABANDONED) {
          incoming.remove(piece.index);
          end(piece);
        }
      }
    }
  }

  private static void cancelAll(IncomingPiece piece) {
    for (int block = 0; block < piece.blocks; block++) {
      for (BlockRequest request : List.copyOf(piece.requestsFor(block))) {
        request.peer.cancel(request);
      }
    }
  }

  /** Takes a block from the wire. */
  void blockArrived(Peer peer, int piece, int offset, ByteBuffer bytes) {
    IncomingPiece target = incoming.get(piece);
    int block = offset / PieceGeometry.BLOCK_LENGTH;
    if (target == null
        || block >= target.blocks
        || bytes.remaining() != target.blockLength(block)) {
      swarm.wasted(bytes.remaining());
      return;
    }
    if (!target.receive(block, bytes, peer)) {
      swarm.wasted(target.blockLength(block));
      return;
    }
    for (BlockRequest request : List.copyOf(target.requestsFor(block))) {
      request.peer.lostRace();
      request.peer.cancel(request);
    }
    if (target.complete()) {
      incoming.remove(piece);
      verifying.put(piece, target);
      swarm
          .host()
          .verify(
              swarm, piece, target.bytes.slice(0, target.length), right -> verified(target, right));
    }
  }

  private void verified(IncomingPiece piece, boolean right) {
    if (right) {
      settle(piece.index, piece.bytes);
      finish(piece, true);
    } else {
      tryHypotheses(piece, swarm.suspects().hypotheses(piece));
    }
  }

  /** Perhaps the piece is right without the blocks of one peer. */
  private void tryHypotheses(IncomingPiece piece, List<Suspects.Hypothesis> left) {
    if (left.isEmpty()) {
      failed(piece);
      return;
    }
    Suspects.Hypothesis first = left.getFirst();
    swarm
        .host()
        .verify(
            swarm,
            piece.index,
            first.bytes(),
            right -> {
              if (right) {
                swarm.ban(first.liar(), "sent wrong bytes");
                settle(piece.index, first.bytes());
                finish(piece, true);
              } else {
                tryHypotheses(piece, left.subList(1, left.size()));
              }
            });
  }

  private void failed(IncomingPiece piece) {
    swarm.pieceFailed(piece);
    Suspects.onlySender(piece).ifPresent(peer -> swarm.ban(peer, "sent wrong bytes"));
    stale = true;
    if (!closed && swarm.suspects().failed(piece)) {
      verifying.remove(piece.index);
      swarm.wakeSoon();
    } else {
      finish(piece, false);
    }
  }

  private void settle(int piece, ByteBuffer right) {
    swarm
        .suspects()
        .settle(piece, right)
        .ifPresent(
            settled -> {
              settled.guilty().forEach(peer -> swarm.ban(peer, "sent wrong bytes"));
              end(settled.failed());
            });
  }

  private void finish(IncomingPiece piece, boolean held) {
    verifying.remove(piece.index);
    if (held) {
      swarm.pieceHeld(piece.index);
    }
    end(piece);
    swarm.wakeSoon();
  }

  /** Gives up on peers that went silent, and asks late urgent blocks of somebody else. */
  void tick(long now) {
    boolean gaveUp = false;
    for (Peer peer : swarm.peers()) {
      if (peer.stalled(now)) {
        swarm.stalled(peer);
        peer.giveUp(now);
        gaveUp = true;
      }
    }
    if (gaveUp) {
      requestsReturned();
    }
    schedule(now);
    race(now);
  }

  private void race(long now) {
    Pace pace = Pace.of(swarm.peers());
    long bytes = 0;
    int left = MAX_RACED;
    for (int i = 0; i < urgent && left > 0; i++) {
      IncomingPiece piece = incoming.get(order[i]);
      if (piece != null) {
        bytes += (long) piece.missing() * PieceGeometry.BLOCK_LENGTH;
      } else if (missing(order[i])) {
        bytes += geometry.lengthOf(order[i]);
      }
      if (piece != null && piece.unrequested() == 0) {
        left -= races.race(piece, pace.nanosFor(bytes), now, left);
      }
    }
  }

  /** Drops everything; the swarm ends. */
  void clear() {
    closed = true;
    wishes.clear();
    incoming.values().forEach(this::end);
    incoming.clear();
    swarm.suspects().clear().forEach(this::end);
    order = new int[0];
    urgent = 0;
    laterFrom = 0;
  }
}
