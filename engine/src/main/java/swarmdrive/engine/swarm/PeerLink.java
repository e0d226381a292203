package swarmdrive.engine.swarm;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Collection;

/**
 * What a swarm can say to one connected peer (BEP 3, 9, 10, 11). Called on the swarm thread only;
 * nothing blocks, messages go out soon, in order. After the connection is closed every call is
 * without effect.
 */
public interface PeerLink {
  /** The peer's end of the connection. */
  InetSocketAddress address();

  /**
   * True if the peer connected to us: then the port of {@link #address} is not where it listens.
   */
  boolean incoming();

  void choke();

  void unchoke();

  void interested();

  void notInterested();

  void have(int piece);

  /** Tells that a piece is gone (BEP 54); false if the peer does not understand that. */
  boolean dontHave(int piece);

  void bitfield(BitSet held, int pieceCount);

  void request(int piece, int offset, int length);

  void cancel(int piece, int offset, int length);

  /** Sends a block; its buffer is not changed by the caller afterwards. */
  void block(int piece, int offset, ByteBuffer bytes);

  /** Bytes handed over that the network has not taken yet. */
  int unsentBytes();

  void keepAlive();

  void metadataRequest(int index);

  void metadata(int index, int totalLength, ByteBuffer bytes);

  void metadataReject(int index);

  /** BEP 11: peers that came and went since the last such message. */
  void peerExchange(Collection<InetSocketAddress> added, Collection<InetSocketAddress> dropped);

  /** Closes the connection; {@link PeerEvents#onClosed} follows. */
  void close(String reason);
}
