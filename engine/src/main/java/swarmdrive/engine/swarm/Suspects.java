package swarmdrive.engine.swarm;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import swarmdrive.engine.piece.PieceGeometry;

/**
 * Finds out who sent wrong bytes. A failed piece with one sender convicts it; with several, each
 * block's checksum is kept and compared once the piece has come right: who sent something else is
 * convicted.
 */
final class Suspects {
  /** Failed pieces remembered at a time. */
  private static final int MAX_PIECES = 64;

  private record Sent(Peer peer, int block, long checksum) {}

  private final Map<Integer, Set<Sent>> failed = new HashMap<>();

  /** Peers that are convicted at once by a failed piece. */
  Set<Peer> failed(IncomingPiece piece) {
    Set<Peer> senders = new HashSet<>();
    Set<Sent> sent = new HashSet<>();
    for (int block = 0; block < piece.blocks; block++) {
      senders.add(piece.source(block));
      sent.add(new Sent(piece.source(block), block, checksum(piece, block)));
    }
    if (senders.size() == 1) {
      return senders;
    }
    if (failed.size() < MAX_PIECES || failed.containsKey(piece.index)) {
      failed.computeIfAbsent(piece.index, key -> new HashSet<>()).addAll(sent);
    }
    senders.forEach(peer -> peer.suspected = true);
    return Set.of();
  }

  /** Peers that are convicted now that the piece is right. */
  Set<Peer> verified(IncomingPiece piece) {
    Set<Sent> before = failed.remove(piece.index);
    if (before == null) {
      return Set.of();
    }
    Set<Peer> guilty = new HashSet<>();
    for (Sent sent : before) {
      sent.peer().suspected = false;
      if (sent.checksum() != checksum(piece, sent.block())) {
        guilty.add(sent.peer());
      }
    }
    return guilty;
  }

  private static long checksum(IncomingPiece piece, int block) {
    CRC32C crc = new CRC32C();
    crc.update(piece.bytes.slice(block * PieceGeometry.BLOCK_LENGTH, piece.blockLength(block)));
    return crc.getValue();
  }
}
