package swarmdrive.engine.swarm;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Fetches a magnet's info dictionary (BEP 9) from several peers at once, each on its own, so that
 * one liar spoils nothing; the first whose hash is right wins. Gives it to others, too. Runs on the
 * swarm thread.
 */
final class MetadataFetch {
  /** Bytes of one metadata piece. */
  static final int PIECE_LENGTH = 16 << 10;

  /** Longest metadata that is fetched, bytes. */
  private static final int MAX_LENGTH = 32 << 20;

  /** Peers asked at a time. */
  private static final int MAX_FETCHES = 3;

  /** Requests under way to one peer. */
  private static final int MAX_REQUESTS = 8;

  private static final long PATIENCE_NANOS = 15_000_000_000L;

  private static final class Fetch {
    final byte[] bytes;
    final BitSet requested = new BitSet();
    final BitSet received = new BitSet();
    final int pieces;
    long lastProgress;

    Fetch(int length, long now) {
      bytes = new byte[length];
      pieces = (length - 1) / PIECE_LENGTH + 1;
      lastProgress = now;
    }
  }

  private final Swarm swarm;
  private final Map<Peer, Fetch> fetches = new HashMap<>();

  MetadataFetch(Swarm swarm) {
    this.swarm = swarm;
  }

  /** Begins with this peer if it has metadata and there is room. */
  void consider(Peer peer) {
    int length = peer.metadataLength.orElse(0);
    if (swarm.hasGeometry()
        || length <= 0
        || length > MAX_LENGTH
        || fetches.size() >= MAX_FETCHES) {
      return;
    }
    if (!fetches.containsKey(peer)) {
      Fetch fetch = new Fetch(length, swarm.now());
      fetches.put(peer, fetch);
      requestMore(peer, fetch);
    }
  }

  private static void requestMore(Peer peer, Fetch fetch) {
    int underWay = fetch.requested.cardinality() - fetch.received.cardinality();
    for (int piece = fetch.requested.nextClearBit(0);
        piece < fetch.pieces && underWay < MAX_REQUESTS;
        piece++, underWay++) {
      fetch.requested.set(piece);
      peer.link.metadataRequest(piece);
    }
  }

  void arrived(Peer peer, int index, ByteBuffer data) {
    Fetch fetch = fetches.get(peer);
    if (fetch == null || !fetch.requested.get(index) || fetch.received.get(index)) {
      return;
    }
    int expected = Math.min(PIECE_LENGTH, fetch.bytes.length - index * PIECE_LENGTH);
    if (data.remaining() != expected) {
      peer.link.close(
          "sent a metadata piece of " + data.remaining() + " bytes instead of " + expected);
      return;
    }
    data.get(fetch.bytes, index * PIECE_LENGTH, expected);
    fetch.received.set(index);
    fetch.lastProgress = swarm.now();
    if (fetch.received.cardinality() == fetch.pieces) {
      finished(peer, fetch);
    } else {
      requestMore(peer, fetch);
    }
  }

  private void finished(Peer peer, Fetch fetch) {
    fetches.remove(peer);
    if (MessageDigest.isEqual(sha1(fetch.bytes), swarm.infoHash().toBytes())) {
      fetches.clear();
      swarm.host().metadataArrived(swarm, fetch.bytes);
    } else {
      swarm.ban(peer, "sent wrong metadata");
    }
  }

  /** Gives a piece to a peer that asks. */
  void wanted(Peer peer, int index) {
    byte[] info = swarm.infoBytes();
    int pieces = info == null ? 0 : (info.length + PIECE_LENGTH - 1) / PIECE_LENGTH;
    if (info == null || index < 0 || index >= pieces) {
      peer.link.metadataReject(index);
      return;
    }
    int from = index * PIECE_LENGTH;
    int length = Math.min(PIECE_LENGTH, info.length - from);
    ByteBuffer bytes = ByteBuffer.wrap(info, from, length).slice().asReadOnlyBuffer();
    peer.link.metadata(index, info.length, bytes);
  }

  void rejected(Peer peer) {
    fetches.remove(peer);
    peer.metadataLength = java.util.OptionalInt.empty();
    swarm.considerMetadata();
  }

  void closed(Peer peer) {
    if (fetches.remove(peer) != null) {
      swarm.considerMetadata();
    }
  }

  /** Gives up peers that went silent. */
  void tick(long now) {
    for (Map.Entry<Peer, Fetch> entry : Map.copyOf(fetches).entrySet()) {
      if (now - entry.getValue().lastProgress > PATIENCE_NANOS) {
        rejected(entry.getKey());
      }
    }
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
