package swarmdrive.engine.swarm;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Collection;
import java.util.OptionalInt;

/**
 * What one connected peer says. Called on the swarm thread only. Nothing in here is to be believed.
 */
public interface PeerEvents {
  void onChoke();

  void onUnchoke();

  void onInterested();

  void onNotInterested();

  void onHave(int piece);

  /** BEP 54: it had the piece, and has it no more. */
  void onDontHave(int piece);

  /**
   * @param bits as on the wire: the first piece is the highest bit of the first byte
   */
  void onBitfield(byte[] bits);

  void onRequest(int piece, int offset, int length);

  void onCancel(int piece, int offset, int length);

  /**
   * @param bytes valid during the call only
   */
  void onBlock(int piece, int offset, ByteBuffer bytes);

  /**
   * BEP 10.
   *
   * @param listenPort where the peer listens
   * @param requestQueue most requests that it keeps
   * @param metadataLength bytes of its metadata, if it has it and gives it
   */
  void onExtensions(OptionalInt listenPort, OptionalInt requestQueue, OptionalInt metadataLength);

  void onMetadataRequest(int index);

  void onMetadata(int index, ByteBuffer bytes);

  void onMetadataReject(int index);

  void onPeerExchange(Collection<InetSocketAddress> added);

  /** All that was handed to the link has been taken by the network. */
  void onDrained();

  void onClosed(String reason);

  /** Turns the wire's bit field into a set; spare bits are ignored. */
  static BitSet pieces(byte[] bits, int pieceCount) {
    BitSet set = new BitSet(pieceCount);
    int count = (int) Math.min(pieceCount, bits.length * 8L);
    for (int piece = 0; piece < count; piece++) {
      if ((bits[piece >> 3] & (0x80 >> (piece & 7))) != 0) {
        set.set(piece);
      }
    }
    return set;
  }
}
