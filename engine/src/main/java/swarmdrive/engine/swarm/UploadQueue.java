package swarmdrive.engine.swarm;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import swarmdrive.engine.piece.PieceGeometry;

/**
 * The blocks that one peer has asked of us, answered in order, with few in memory at a time. Runs
 * on the swarm thread.
 */
final class UploadQueue {
  /** Requests kept for a peer; more are ignored. */
  private static final int MAX_QUEUED = 512;

  /** Longest request that is answered; other clients refuse more, too. */
  private static final int MAX_LENGTH = 128 << 10;

  /** Blocks being read from the store at a time. */
  private static final int MAX_LOADING = 4;

  /** Bytes waiting in the socket above which nothing more is loaded. */
  private static final int MAX_UNSENT = 512 << 10;

  private record Asked(int piece, int offset, int length) {}

  private final Peer peer;
  private final ArrayDeque<Asked> queue = new ArrayDeque<>();
  private int loading;

  UploadQueue(Peer peer) {
    this.peer = peer;
  }

  void request(int piece, int offset, int length) {
    if (!valid(piece, offset, length)) {
      peer.link.close(
          "asked for bytes that do not exist: piece " + piece + ", " + length + " at " + offset);
      return;
    }
    if (peer.unchoked && queue.size() < MAX_QUEUED) {
      queue.add(new Asked(piece, offset, length));
      proceed();
    }
  }

  private boolean valid(int piece, int offset, int length) {
    if (!peer.swarm.hasGeometry()) {
      return false;
    }
    PieceGeometry geometry = peer.swarm.geometry();
    return piece >= 0
        && piece < geometry.pieceCount()
        && length > 0
        && length <= MAX_LENGTH
        && offset >= 0
        && offset <= geometry.lengthOf(piece) - length;
  }

  void cancel(int piece, int offset, int length) {
    queue.remove(new Asked(piece, offset, length));
  }

  void clear() {
    queue.clear();
  }

  /** True if something is asked for and not sent. */
  boolean waiting() {
    return !queue.isEmpty();
  }

  /** Sends on as far as the peer takes it and the rates permit it. */
  void proceed() {
    while (loading < MAX_LOADING
        && !peer.closed
        && peer.link.unsentBytes() < MAX_UNSENT
        && peer.swarm.rates().mayGive(peer.swarm.now())) {
      Asked asked = queue.poll();
      if (asked == null) {
        return;
      }
      if (peer.swarm.holds(asked.piece)) {
        loading++;
        peer.swarm.rates().giving(asked.length);
        peer.swarm
            .host()
            .load(
                peer.swarm, asked.piece, asked.offset, asked.length, bytes -> loaded(asked, bytes));
      } else {
        peer.swarm.refuse(peer);
      }
    }
  }

  private void loaded(Asked asked, ByteBuffer bytes) {
    loading--;
    if (!bytes.hasRemaining() && !peer.closed && !peer.swarm.holds(asked.piece)) {
      peer.swarm.refuse(peer); // it went while it was to be read
    }
    if (bytes.hasRemaining() && !peer.closed && peer.unchoked) {
      peer.swarm.uploaded(bytes.remaining());
      peer.traffic.give(bytes.remaining());
      peer.link.block(asked.piece, asked.offset, bytes);
    }
    proceed();
  }
}
