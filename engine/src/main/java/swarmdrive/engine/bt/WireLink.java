package swarmdrive.engine.bt;

import bt.net.InetPeer;
import bt.net.Peer;
import bt.net.buffer.DelegatingByteBufferView;
import bt.protocol.Bitfield;
import bt.protocol.Cancel;
import bt.protocol.Choke;
import bt.protocol.DecodingContext;
import bt.protocol.EncodingContext;
import bt.protocol.Have;
import bt.protocol.Interested;
import bt.protocol.KeepAlive;
import bt.protocol.Message;
import bt.protocol.NotInterested;
import bt.protocol.Request;
import bt.protocol.StandardBittorrentProtocol;
import bt.protocol.Unchoke;
import bt.protocol.handler.MessageHandler;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import swarmdrive.engine.swarm.PeerEvents;
import swarmdrive.engine.swarm.PeerLink;

/**
 * Translates between one peer's wire and the swarm: small messages by bt-core's codec, blocks past
 * it without a copy of their own, extension messages (BEP 10) by {@link Extensions}. Runs on the
 * swarm thread.
 */
final class WireLink implements PeerLink, WireConnection.Listener {
  /** Bytes of a block message before the block. */
  private static final int BLOCK_HEAD = 13;

  private static final int SMALL_MESSAGE = 32;

  /** BEP 5: the UDP port of the peer's node. */
  private static final int DHT_PORT_ID = 9;

  private static final int DHT_PORT_LENGTH = 7;

  private final InetSocketAddress address;
  private final boolean incoming;
  private final MessageHandler<Message> codec;
  private final Peer peer;
  private final Extensions extensions;
  private @Nullable WireConnection connection;
  private @Nullable PeerEvents events;
  private Consumer<InetSocketAddress> dhtNodes = node -> {};

  WireLink(
      InetSocketAddress address,
      boolean incoming,
      MessageHandler<Message> codec,
      boolean extended) {
    this.address = address;
    this.incoming = incoming;
    this.codec = codec;
    this.peer = InetPeer.build(address.getAddress(), address.getPort());
    this.extensions = new Extensions(this, extended);
  }

  /** From now on messages can be sent; our extension handshake is the first. */
  void begin(WireConnection wire, ExtensionHandshake ours) {
    connection = wire;
    extensions.begin(ours);
  }

  /** From now on messages are understood. */
  void receive(PeerEvents receiver) {
    events = receiver;
  }

  boolean receiving() {
    return events != null;
  }

  PeerEvents events() {
    if (events == null) {
      throw new IllegalStateException("not begun");
    }
    return events;
  }

  private WireConnection connection() {
    if (connection == null) {
      throw new IllegalStateException("not begun");
    }
    return connection;
  }

  @Override
  public void frame(ByteBuffer frame) {
    int type = frame.get(4);
    switch (type) {
      case StandardBittorrentProtocol.PIECE_ID -> block(frame);
      case Extensions.MESSAGE_TYPE -> extensions.frame(frame.slice(5, frame.limit() - 5));
      case StandardBittorrentProtocol.CHOKE_ID,
          StandardBittorrentProtocol.UNCHOKE_ID,
          StandardBittorrentProtocol.INTERESTED_ID,
          StandardBittorrentProtocol.NOT_INTERESTED_ID,
          StandardBittorrentProtocol.HAVE_ID,
          StandardBittorrentProtocol.BITFIELD_ID,
          StandardBittorrentProtocol.REQUEST_ID,
          StandardBittorrentProtocol.CANCEL_ID ->
          decode(frame);
      case DHT_PORT_ID -> dhtPort(frame);
      default -> {
        // a message that we did not say we understand
      }
    }
  }

  /** Who is told of the peer's node in the DHT; before {@link #receive}. */
  void tellNodes(Consumer<InetSocketAddress> receiver) {
    dhtNodes = receiver;
  }

  private void dhtPort(ByteBuffer frame) {
    if (frame.limit() != DHT_PORT_LENGTH) {
      throw new IllegalArgumentException("sent a port message of " + frame.limit() + " bytes");
    }
    int port = Short.toUnsignedInt(frame.getShort(5));
    if (port > 0) {
      dhtNodes.accept(new InetSocketAddress(address.getAddress(), port));
      dhtNodes = node -> {}; // one node for a connection is enough
    }
  }

  /** Tells where our node in the DHT is (BEP 5). */
  void dhtPort(int port) {
    connection().out(DHT_PORT_LENGTH).putInt(3).put((byte) DHT_PORT_ID).putShort((short) port);
  }

  private void block(ByteBuffer frame) {
    if (frame.limit() < BLOCK_HEAD) {
      throw new IllegalArgumentException("sent a block message of " + frame.limit() + " bytes");
    }
    events()
        .onBlock(
            frame.getInt(5), frame.getInt(9), frame.slice(BLOCK_HEAD, frame.limit() - BLOCK_HEAD));
  }

  private void decode(ByteBuffer frame) {
    DecodingContext context = new DecodingContext(peer);
    codec.decode(context, new DelegatingByteBufferView(frame));
    switch (context.getMessage()) {
      case Choke choke -> events().onChoke();
      case Unchoke unchoke -> events().onUnchoke();
      case Interested interest -> events().onInterested();
      case NotInterested interest -> events().onNotInterested();
      case Have have -> events().onHave(have.getPieceIndex());
      case Bitfield bits -> events().onBitfield(bits.getBitfield());
      case Request request ->
          events().onRequest(request.getPieceIndex(), request.getOffset(), request.getLength());
      case Cancel cancel ->
          events().onCancel(cancel.getPieceIndex(), cancel.getOffset(), cancel.getLength());
      case null, default ->
          throw new IllegalArgumentException("sent a damaged message of type " + frame.get(4));
    }
  }

  @Override
  public void drained() {
    events().onDrained();
  }

  @Override
  public void closed(String reason) {
    events().onClosed(reason);
  }

  private void post(Message message, int most) {
    codec.encode(new EncodingContext(peer), message, connection().out(most));
  }

  /** Sends an extension message. */
  void extension(int id, byte[] head, ByteBuffer tail) {
    ByteBuffer out = connection().out(6 + head.length + tail.remaining());
    out.putInt(2 + head.length + tail.remaining())
        .put((byte) Extensions.MESSAGE_TYPE)
        .put((byte) id)
        .put(head)
        .put(tail);
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public boolean incoming() {
    return incoming;
  }

  @Override
  public void choke() {
    post(Choke.instance(), SMALL_MESSAGE);
  }

  @Override
  public void unchoke() {
    post(Unchoke.instance(), SMALL_MESSAGE);
  }

  @Override
  public void interested() {
    post(Interested.instance(), SMALL_MESSAGE);
  }

  @Override
  public void notInterested() {
    post(NotInterested.instance(), SMALL_MESSAGE);
  }

  @Override
  public void have(int piece) {
    post(new Have(piece), SMALL_MESSAGE);
  }

  @Override
  public boolean dontHave(int piece) {
    return extensions.dontHave(piece);
  }

  @Override
  public void bitfield(BitSet held, int pieceCount) {
    byte[] bits = new byte[(pieceCount + 7) / 8];
    held.stream().forEach(piece -> bits[piece >> 3] |= (byte) (0x80 >> (piece & 7)));
    post(new Bitfield(bits), bits.length + SMALL_MESSAGE);
  }

  @Override
  public void request(int piece, int offset, int length) {
    post(new Request(piece, offset, length), SMALL_MESSAGE);
  }

  @Override
  public void cancel(int piece, int offset, int length) {
    post(new Cancel(piece, offset, length), SMALL_MESSAGE);
  }

  @Override
  public void block(int piece, int offset, ByteBuffer bytes) {
    connection()
        .out(BLOCK_HEAD)
        .putInt(BLOCK_HEAD - 4 + bytes.remaining())
        .put((byte) StandardBittorrentProtocol.PIECE_ID)
        .putInt(piece)
        .putInt(offset);
    connection().send(bytes);
  }

  @Override
  public int unsentBytes() {
    return connection().unsentBytes();
  }

  @Override
  public void keepAlive() {
    post(KeepAlive.instance(), SMALL_MESSAGE);
  }

  @Override
  public void metadataRequest(int index) {
    extensions.metadataRequest(index);
  }

  @Override
  public void metadata(int index, int totalLength, ByteBuffer bytes) {
    extensions.metadata(index, totalLength, bytes);
  }

  @Override
  public void metadataReject(int index) {
    extensions.metadataReject(index);
  }

  @Override
  public void peerExchange(
      Collection<InetSocketAddress> added, Collection<InetSocketAddress> dropped) {
    extensions.peerExchange(added, dropped);
  }

  @Override
  public void close(String reason) {
    connection().close(reason);
  }
}
