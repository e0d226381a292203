package swarmdrive.engine.bt;

import bt.metainfo.TorrentId;
import bt.net.InetPeer;
import bt.net.PeerId;
import bt.net.buffer.DelegatingByteBufferView;
import bt.protocol.DecodingContext;
import bt.protocol.EncodingContext;
import bt.protocol.Handshake;
import bt.protocol.Message;
import bt.protocol.handler.MessageHandler;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.engine.EngineConfig;
import swarmdrive.engine.EngineConfig.Encryption;

/**
 * Makes and accepts connections and gets them through the handshakes (MSE, then BEP 3), each on a
 * virtual thread of its own, with a time limit on everything.
 */
final class PeerConnector implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(PeerConnector.class);
  private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);
  private static final int HANDSHAKE_LENGTH = 68;
  private static final int EXTENSION_BIT = 43;
  private static final int DHT_BIT = 63;
  private static final byte[] PROTOCOL =
      "\u0013BitTorrent protocol".getBytes(StandardCharsets.ISO_8859_1);

  /** Incoming connections in their handshake at a time; more wait in the listen queue. */
  private static final int MAX_SHAKING = 100;

  /** A connection that is through. */
  record Connected(
      HandshakeChannel channel,
      InetSocketAddress address,
      TorrentId torrent,
      boolean incoming,
      boolean extended,
      boolean dht) {}

  /** Who gets the connections; called on virtual threads. */
  interface Receiver {
    void connected(Connected connection);

    void failed(TorrentId torrent, InetSocketAddress address, IOException reason);
  }

  private final EngineConfig config;
  private final MessageHandler<Message> codec;
  private final PeerId self;
  private final Supplier<Collection<TorrentId>> known;
  private final Receiver receiver;
  private final StreamEncryption encryption = new StreamEncryption();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService watchdog =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("handshake-watchdog").daemon().factory());
  private final Semaphore shaking = new Semaphore(MAX_SHAKING);
  private @Nullable ServerSocketChannel server;

  PeerConnector(
      EngineConfig config,
      MessageHandler<Message> codec,
      PeerId self,
      Supplier<Collection<TorrentId>> known,
      Receiver receiver) {
    this.config = config;
    this.codec = codec;
    this.self = self;
    this.known = known;
    this.receiver = receiver;
  }

  /**
   * Listens on the configured port.
   *
   * @return the port
   */
  int listen(int port) throws IOException {
    InetSocketAddress address = new InetSocketAddress(config.bindAddress(), port);
    ServerSocketChannel opened = ServerSocketChannel.open();
    try {
      opened.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      opened.bind(address, MAX_SHAKING);
    } catch (IOException e) {
      opened.close();
      String reason =
          e instanceof BindException
              ? "the port is in use or the address is not ours"
              : e.getMessage();
      throw new IOException(
          "cannot listen for peers on "
              + address.getAddress().getHostAddress()
              + ":"
              + port
              + ": "
              + reason,
          e);
    }
    server = opened;
    threads.execute(() -> acceptAll(opened));
    return opened.socket().getLocalPort();
  }

  private void acceptAll(ServerSocketChannel from) {
    while (from.isOpen()) {
      try {
        shaking.acquire();
        SocketChannel channel = from.accept();
        threads.execute(() -> shake(channel));
      } catch (ClosedChannelException | InterruptedException e) {
        return;
      } catch (IOException e) {
        shaking.release();
        LOG.atDebug().addKeyValue("reason", e.getMessage()).log("incoming connection failed");
      }
    }
  }

  private void shake(SocketChannel channel) {
    ScheduledFuture<?> limit = limit(channel);
    try {
      accept(channel);
    } catch (IOException | RuntimeException e) {
      closeQuietly(channel);
      LOG.atDebug().addKeyValue("reason", e.getMessage()).log("incoming handshake failed");
    } finally {
      limit.cancel(false);
      shaking.release();
    }
  }

  private void accept(SocketChannel socket) throws IOException {
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    InetSocketAddress address = (InetSocketAddress) socket.getRemoteAddress();
    HandshakeChannel channel = new HandshakeChannel(socket);
    boolean plain = Arrays.equals(channel.peek(PROTOCOL.length), PROTOCOL);
    if (plain && config.encryption() == Encryption.REQUIRED
        || !plain && config.encryption() == Encryption.DISABLED) {
      throw new IOException("peer's encryption is not allowed here");
    }
    if (!plain) {
      encryption.accept(channel, known.get());
    }
    Handshake theirs = readHandshake(channel, address);
    if (!known.get().contains(theirs.getTorrentId())) {
      throw new IOException("peer wants a torrent that is not here");
    }
    channel.write(handshake(theirs.getTorrentId()));
    done(channel, address, theirs, true);
  }

  /** Connects in the background. */
  void connect(TorrentId torrent, InetSocketAddress address) {
    threads.execute(() -> connectNow(torrent, address));
  }

  private void connectNow(TorrentId torrent, InetSocketAddress address) {
    boolean encryptFirst =
        config.encryption() == Encryption.PREFER_ENCRYPTED
            || config.encryption() == Encryption.REQUIRED;
    boolean mayRetry =
        config.encryption() == Encryption.PREFER_ENCRYPTED
            || config.encryption() == Encryption.PREFER_PLAINTEXT;
    try {
      try {
        connectOnce(torrent, address, encryptFirst);
      } catch (HandshakeRefusedException e) {
        if (!mayRetry) {
          throw e;
        }
        connectOnce(torrent, address, !encryptFirst);
      }
    } catch (IOException | RuntimeException e) {
      receiver.failed(torrent, address, e instanceof IOException io ? io : new IOException(e));
    }
  }

  /**
   * The connection was made, but the peer did not answer our handshake: it may want the other kind.
   */
  private static final class HandshakeRefusedException extends IOException {
    HandshakeRefusedException(IOException cause) {
      super(cause);
    }
  }

  private void connectOnce(TorrentId torrent, InetSocketAddress address, boolean encrypted)
      throws IOException {
    SocketChannel socket = SocketChannel.open();
    ScheduledFuture<?> limit = limit(socket);
    try {
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
      socket.bind(new InetSocketAddress(config.bindAddress(), 0));
      socket.socket().connect(address, Math.toIntExact(config.connectTimeout().toMillis()));
      HandshakeChannel channel = new HandshakeChannel(socket);
      done(channel, address, initiate(channel, address, torrent, encrypted), false);
    } catch (IOException | RuntimeException e) {
      closeQuietly(socket);
      throw e;
    } finally {
      limit.cancel(false);
    }
  }

  private Handshake initiate(
      HandshakeChannel channel, InetSocketAddress address, TorrentId torrent, boolean encrypted)
      throws IOException {
    Handshake theirs;
    try {
      if (encrypted) {
        encryption.initiate(channel, torrent);
      }
      channel.write(handshake(torrent));
      theirs = readHandshake(channel, address);
    } catch (IOException e) {
      throw new HandshakeRefusedException(e);
    }
    if (!theirs.getTorrentId().equals(torrent)) {
      throw new IOException("peer answered for another torrent");
    }
    return theirs;
  }

  private void done(
      HandshakeChannel channel, InetSocketAddress address, Handshake theirs, boolean incoming)
      throws IOException {
    if (theirs.getPeerId().equals(self)) {
      throw new IOException("connected to ourselves");
    }
    receiver.connected(
        new Connected(
            channel,
            address,
            theirs.getTorrentId(),
            incoming,
            theirs.isReservedBitSet(EXTENSION_BIT),
            theirs.isReservedBitSet(DHT_BIT)));
  }

  private byte[] handshake(TorrentId torrent) {
    Handshake ours = new Handshake(new byte[8], torrent, self);
    ours.setReservedBit(EXTENSION_BIT);
    if (config.dht()) {
      ours.setReservedBit(DHT_BIT);
    }
    ByteBuffer out = ByteBuffer.allocate(HANDSHAKE_LENGTH);
    codec.encode(new EncodingContext(InetPeer.build(config.bindAddress())), ours, out);
    return out.array();
  }

  private Handshake readHandshake(HandshakeChannel channel, InetSocketAddress address)
      throws IOException {
    byte[] bytes = channel.read(HANDSHAKE_LENGTH);
    if (!Arrays.equals(bytes, 0, PROTOCOL.length, PROTOCOL, 0, PROTOCOL.length)) {
      throw new IOException("peer does not speak BitTorrent");
    }
    DecodingContext context =
        new DecodingContext(InetPeer.build(address.getAddress(), address.getPort()));
    codec.decode(context, new DelegatingByteBufferView(ByteBuffer.wrap(bytes)));
    return (Handshake) context.getMessage();
  }

  private ScheduledFuture<?> limit(SocketChannel channel) {
    long millis = config.connectTimeout().plus(HANDSHAKE_TIMEOUT).toMillis();
    return watchdog.schedule(() -> closeQuietly(channel), millis, TimeUnit.MILLISECONDS);
  }

  private static void closeQuietly(Closeable channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("closing a channel", e);
    }
  }

  /** Stops listening and connecting. */
  @Override
  public void close() {
    if (server != null) {
      closeQuietly(server);
    }
    watchdog.shutdownNow();
    threads.shutdownNow();
  }
}
