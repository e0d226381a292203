package swarmdrive.engine.bt;

import bt.metainfo.TorrentId;
import bt.net.PeerId;
import bt.protocol.Message;
import bt.protocol.StandardBittorrentProtocol;
import bt.protocol.handler.MessageHandler;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.engine.EngineConfig;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.swarm.PeerEvents;
import swarmdrive.engine.swarm.PeerLink;
import swarmdrive.engine.swarm.PeerSource;
import swarmdrive.engine.tracker.TrackerRounds;
import swarmdrive.engine.tracker.Trackers;

/**
 * The network as the session sees it: connections by info hash, peers found by announcing, and the
 * swarm thread.
 */
public final class PeerNetwork implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(PeerNetwork.class);

  /** How long stopping waits for trackers to be told. */
  private static final long GOODBYE_MILLIS = 2000;

  /** Who uses the network. Called on the swarm thread. */
  public interface User {
    /**
     * After each round of input; returns when to be called again at the latest, as {@link
     * System#nanoTime}.
     */
    long round();

    /** A peer is through the handshake; null if it is not wanted. */
    @Nullable PeerEvents connected(InfoHash torrent, PeerLink link);

    void connectFailed(InfoHash torrent, InetSocketAddress address);

    void found(InfoHash torrent, Collection<InetSocketAddress> addresses, PeerSource source);

    /** Bytes of the torrent's info dictionary; 0 if unknown. */
    int metadataLength(InfoHash torrent);

    /** True if peers of the torrent may be told to others (BEP 27). */
    boolean mayExchangePeers(InfoHash torrent);
  }

  private final EngineConfig config;
  private final User user;
  private final PeerLoop loop;
  private final Map<TorrentId, TrackerRounds.Progress> torrents = new ConcurrentHashMap<>();
  private final MessageHandler<Message> codec = new StandardBittorrentProtocol(Map.of());
  private final PeerId peerId = Identity.newPeerId();
  private final Trackers trackers;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<InfoHash, List<Closeable>> announcing = new HashMap<>();
  private int connections;
  private int port;
  private @Nullable PeerConnector connector;
  private @Nullable DhtNode dht;
  private @Nullable LocalDiscovery lsd;

  public PeerNetwork(EngineConfig config, User user) throws IOException {
    this.config = config;
    this.user = user;
    this.trackers = new Trackers(config.bindAddress());
    LongSupplier round = user::round;
    this.loop = new PeerLoop(round, System::nanoTime);
  }

  /**
   * Listens and starts the threads.
   *
   * @return the TCP port; 0 if not listening
   * @throws IOException one line for the user
   */
  public int start() throws IOException {
    PortProbe probe = new PortProbe(config);
    port = probe.choose();
    PeerConnector peers =
        new PeerConnector(config, codec, peerId, torrents::keySet, new Handover());
    if (config.incoming()) {
      peers.listen(port);
    }
    connector = peers;
    if (config.dht()) {
      dht = new DhtNode(config, config.dhtPort() > 0 ? config.dhtPort() : port, dhtFolder());
      dht.start();
    }
    if (config.lsd() && config.incoming()) {
      lsd =
          new LocalDiscovery(
              config.bindAddress(),
              port,
              (torrent, peer) -> found(torrent, List.of(peer), PeerSource.FOUND));
      lsd.start();
    }
    loop.start();
    return config.incoming() ? port : 0;
  }

  private void found(InfoHash torrent, Collection<InetSocketAddress> peers, PeerSource source) {
    loop.execute(() -> user.found(torrent, peers, source));
  }

  private Path dhtFolder() {
    return config.store().resolve("dht");
  }

  /** Runs a task on the swarm thread; for any thread. */
  public void execute(Runnable task) {
    loop.execute(task);
  }

  /** Makes a torrent known: peers may connect to us for it from now on. For any thread. */
  public void add(InfoHash torrent, TrackerRounds.Progress progress) {
    torrents.put(Identity.id(torrent), progress);
  }

  /** Forgets a torrent; for any thread. */
  public void remove(InfoHash torrent) {
    torrents.remove(Identity.id(torrent));
  }

  /** Begins to connect; on the swarm thread. */
  public void connect(InfoHash torrent, InetSocketAddress address) {
    if (connections >= config.maxPeers()) {
      loop.execute(() -> user.connectFailed(torrent, address));
    } else {
      connector().connect(Identity.id(torrent), address);
    }
  }

  /**
   * Looks for peers, and tells others of us, until {@link #stopAnnouncing}. On the swarm thread.
   */
  public void announce(InfoHash torrent, List<String> urls, boolean isPrivate) {
    TorrentId id = Identity.id(torrent);
    TrackerRounds.Progress progress = torrents.get(id);
    if (announcing.containsKey(torrent) || progress == null) {
      return;
    }
    List<Closeable> rounds = new ArrayList<>();
    announcing.put(torrent, rounds);
    TrackerRounds toTrackers =
        new TrackerRounds(
            torrent, self(), progress, threads, peers -> found(torrent, peers, PeerSource.TRACKER));
    rounds.add(toTrackers);
    toTrackers.start(urls, trackers, isPrivate);
    if (!isPrivate) {
      discover(torrent, rounds, peers -> found(torrent, peers, PeerSource.FOUND));
    }
  }

  private TrackerRounds.Self self() {
    String id = new String(peerId.getBytes(), StandardCharsets.ISO_8859_1);
    return new TrackerRounds.Self(id, port);
  }

  private void discover(
      InfoHash torrent, List<Closeable> rounds, Consumer<Collection<InetSocketAddress>> found) {
    if (dht != null) {
      DhtRounds inDht = new DhtRounds(Identity.id(torrent), threads, found);
      rounds.add(inDht);
      inDht.start(dht, config.incoming() ? port : 0);
    }
    LocalDiscovery local = lsd;
    if (local != null) {
      local.add(torrent);
      rounds.add(() -> local.remove(torrent));
    }
  }

  /** On the swarm thread. */
  public void stopAnnouncing(InfoHash torrent) {
    List<Closeable> rounds = announcing.remove(torrent);
    if (rounds != null) {
      rounds.forEach(PeerNetwork::closeQuietly);
    }
  }

  private static void closeQuietly(Closeable one) {
    try {
      one.close();
    } catch (IOException e) {
      LOG.debug("closing", e);
    }
  }

  private PeerConnector connector() {
    if (connector == null) {
      throw new IllegalStateException("not started");
    }
    return connector;
  }

  /** Takes connections over from the handshakes. */
  private final class Handover implements PeerConnector.Receiver {
    @Override
    public void connected(PeerConnector.Connected connection) {
      loop.execute(() -> attach(connection));
    }

    @Override
    public void failed(TorrentId torrent, InetSocketAddress address, IOException reason) {
      LOG.atDebug()
          .addKeyValue("peer", address)
          .addKeyValue("reason", reason.getMessage())
          .log("no connection");
      loop.execute(() -> user.connectFailed(Identity.infoHash(torrent), address));
    }

    private void attach(PeerConnector.Connected connection) {
      InfoHash torrent = Identity.infoHash(connection.torrent());
      WireLink link =
          new WireLink(connection.address(), connection.incoming(), codec, connection.extended());
      WireConnection wire =
          new WireConnection(
              loop,
              connection.channel().channel(),
              connection.channel().cipher(),
              connection.channel().rest(),
              new Counted(link));
      try {
        if (connections >= config.maxPeers() || !torrents.containsKey(connection.torrent())) {
          throw new IOException("no room for another connection");
        }
        boolean exchange = config.pex() && user.mayExchangePeers(torrent);
        ExtensionHandshake ours =
            new ExtensionHandshake(
                config.incoming() ? port : 0, user.metadataLength(torrent), exchange);
        link.begin(wire, ours);
        PeerEvents events = user.connected(torrent, link);
        if (events == null) {
          throw new IOException("peer is not wanted");
        }
        joinDht(link, connection.dht() && user.mayExchangePeers(torrent));
        link.receive(events);
        loop.register(wire, connection.channel().channel());
        connections++;
        wire.readEarly();
      } catch (IOException e) {
        refuse(connection, torrent, link);
      }
    }

    /** Tells each other where the nodes are; nothing of that for private torrents. */
    private void joinDht(WireLink link, boolean both) {
      DhtNode node = dht;
      if (node != null && both) {
        link.tellNodes(address -> threads.execute(() -> node.heardOf(address)));
        if (node.running()) {
          link.dhtPort(node.port());
        }
      }
    }

    private void refuse(PeerConnector.Connected connection, InfoHash torrent, WireLink link) {
      try {
        connection.channel().channel().close();
      } catch (IOException e) {
        LOG.debug("closing a connection", e);
      }
      if (link.receiving()) {
        link.closed("could not be used");
      } else if (!connection.incoming()) {
        user.connectFailed(torrent, connection.address());
      }
    }
  }

  /** Counts connections down when they end. */
  private final class Counted implements WireConnection.Listener {
    private final WireLink link;

    Counted(WireLink link) {
      this.link = link;
    }

    @Override
    public void frame(java.nio.ByteBuffer frame) {
      link.frame(frame);
    }

    @Override
    public void drained() {
      link.drained();
    }

    @Override
    public void closed(String reason) {
      connections--;
      link.closed(reason);
    }
  }

  /** Tells trackers that we stop, closes everything; waits a few seconds at most. */
  @Override
  public void close() {
    loop.execute(() -> List.copyOf(announcing.keySet()).forEach(this::stopAnnouncing));
    if (connector != null) {
      connector.close();
    }
    loop.close();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(GOODBYE_MILLIS, TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (lsd != null) {
      lsd.close();
    }
    if (dht != null) {
      dht.close();
    }
    trackers.close();
  }
}
