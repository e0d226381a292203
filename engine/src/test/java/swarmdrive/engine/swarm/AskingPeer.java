package swarmdrive.engine.swarm;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The link to a peer that wants pieces of us; notes what it is told. */
final class AskingPeer implements PeerLink {
  private final InetSocketAddress address = SimulatedNetwork.address(999);
  private final Swarm swarm;
  private final PeerEvents events;
  final List<String> told = new ArrayList<>();
  @Nullable String closeReason;
  boolean understandsGone;

  AskingPeer(Swarm swarm) {
    this.swarm = swarm;
    this.events = java.util.Objects.requireNonNull(swarm.onConnected(this));
    events.onInterested();
  }

  void ask(int piece) {
    events.onRequest(piece, 0, 16384);
  }

  /** It has this piece, and lets us ask for it. */
  void offer(int piece) {
    events.onHave(piece);
    events.onUnchoke();
    swarm.tick();
  }

  /** It has the piece no more. */
  void lose(int piece) {
    events.onDontHave(piece);
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public boolean incoming() {
    return true;
  }

  @Override
  public int unsentBytes() {
    return 0;
  }

  @Override
  public void close(String reason) {
    closeReason = reason;
  }

  @Override
  public void choke() {
    told.add("choke");
  }

  @Override
  public void unchoke() {
    told.add("unchoke");
  }

  @Override
  public void have(int piece) {
    told.add("have " + piece);
  }

  @Override
  public boolean dontHave(int piece) {
    told.add("gone " + piece);
    return understandsGone;
  }

  @Override
  public void bitfield(BitSet held, int pieceCount) {
    told.add("bitfield " + held);
  }

  @Override
  public void block(int piece, int offset, ByteBuffer bytes) {
    told.add("block " + piece);
  }

  @Override
  public void request(int piece, int offset, int length) {
    told.add("request " + piece);
  }

  @Override
  public void interested() {
    told.add("interested");
  }

  @Override
  public void notInterested() {}

  @Override
  public void cancel(int piece, int offset, int length) {}

  @Override
  public void keepAlive() {}

  @Override
  public void metadataRequest(int index) {}

  @Override
  public void metadata(int index, int totalLength, ByteBuffer bytes) {}

  @Override
  public void metadataReject(int index) {}

  @Override
  public void peerExchange(
      Collection<InetSocketAddress> added, Collection<InetSocketAddress> dropped) {}
}
