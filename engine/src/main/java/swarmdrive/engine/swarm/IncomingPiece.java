package swarmdrive.engine.swarm;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import swarmdrive.engine.piece.PieceGeometry;

/** A piece that is being received: which blocks have come, from whom, and which are asked for. */
final class IncomingPiece {
  final int index;
  final int length;
  final int blocks;
  final ByteBuffer bytes;
  private final BitSet received;
  private final Peer[] sources;

  /** Requests under way for each block; null: none. */
  private final @Nullable List<BlockRequest>[] requests;

  private int unrequested;
  private int missing;

  @SuppressWarnings({"unchecked", "rawtypes"})
  IncomingPiece(int index, PieceGeometry geometry, ByteBuffer bytes) {
    this.index = index;
    this.length = geometry.lengthOf(index);
    this.blocks = geometry.blocksIn(index);
    this.bytes = bytes;
    this.received = new BitSet(blocks);
    this.sources = new Peer[blocks];
    this.requests = new List[blocks];
    this.unrequested = blocks;
    this.missing = blocks;
  }

  int blockLength(int block) {
    return Math.min(PieceGeometry.BLOCK_LENGTH, length - block * PieceGeometry.BLOCK_LENGTH);
  }

  /** Blocks that have neither come nor been asked for. */
  int unrequested() {
    return unrequested;
  }

  /** Blocks that have not come. */
  int missing() {
    return missing;
  }

  boolean complete() {
    return missing == 0;
  }

  boolean empty() {
    return missing == blocks;
  }

  boolean has(int block) {
    return received.get(block);
  }

  /** The first block that has neither come nor been asked for, from {@code from} on; -1 if none. */
  int nextUnrequested(int from) {
    for (int block = received.nextClearBit(from);
        block < blocks;
        block = received.nextClearBit(block + 1)) {
      if (requests[block] == null) {
        return block;
      }
    }
    return -1;
  }

  List<BlockRequest> requestsFor(int block) {
    List<BlockRequest> list = requests[block];
    return list == null ? List.of() : list;
  }

  void add(BlockRequest request) {
    List<BlockRequest> list = requests[request.block];
    if (list == null) {
      list = new ArrayList<>(1);
      requests[request.block] = list;
      if (!received.get(request.block)) {
        unrequested--;
      }
    }
    list.add(request);
  }

  void remove(BlockRequest request) {
    List<BlockRequest> list = requests[request.block];
    if (list != null && list.remove(request) && list.isEmpty()) {
      requests[request.block] = null;
      if (!received.get(request.block)) {
        unrequested++;
      }
    }
  }

  /** Takes a block's bytes; false if it was here already. */
  boolean receive(int block, ByteBuffer data, Peer from) {
    if (received.get(block)) {
      return false;
    }
    bytes.put(block * PieceGeometry.BLOCK_LENGTH, data, data.position(), data.remaining());
    received.set(block);
    sources[block] = from;
    missing--;
    if (requests[block] == null) {
      unrequested--;
    }
    return true;
  }

  /** Who sent the block; only for received ones. */
  Peer source(int block) {
    return sources[block];
  }
}
