package swarmdrive.engine.bt;

import bt.metainfo.TorrentId;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.engine.EngineConfig;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.swarm.PeerEvents;
import swarmdrive.engine.swarm.PeerLink;

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

    void found(InfoHash torrent, Collection<InetSocketAddress> addresses);

    /** Bytes of the torrent's info dictionary; 0 if unknown. */
    int metadataLength(InfoHash torrent);

    /** True if peers of the torrent may be told to others (BEP 27). */
    boolean mayExchangePeers(InfoHash torrent);
  }

  /** How far a torrent is, for trackers; for any thread. */
  public interface Progress {
    long downloaded();

    long uploaded();

    /** Bytes that are missing; -1 if unknown. */
    long left();
  }

  private final EngineConfig config;
  private final User user;
  private final PeerLoop loop;
  private final KnownTorrents torrents = new KnownTorrents();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<InfoHash, Announcer> announcers = new HashMap<>();
  private int connections;
  private int port;
  private @Nullable BtServices services;
  private @Nullable PeerConnector connector;
  private @Nullable DhtNode dht;
  private @Nullable LocalDiscovery lsd;

  public PeerNetwork(EngineConfig config, User user) throws IOException {
    this.config = config;
    this.user = user;
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
    BtServices bt = new BtServices(config, port, torrents);
    PeerConnector peers =
        new PeerConnector(
            config, bt.codec(), bt.peerId(), torrents::getTorrentIds, new Handover(bt));
    if (config.incoming()) {
      peers.listen(port);
    }
    services = bt;
    connector = peers;
    bt.start();
    if (config.dht()) {
      dht = new DhtNode(config, config.dhtPort() > 0 ? config.dhtPort() : port, dhtFolder());
      dht.start();
    }
    if (config.lsd() && config.incoming()) {
      lsd = new LocalDiscovery(config.bindAddress(), port, this::found);
      lsd.start();
    }
    loop.start();
    return config.incoming() ? port : 0;
  }

  private void found(InfoHash torrent, InetSocketAddress peer) {
    loop.execute(() -> user.found(torrent, List.of(peer)));
  }

  private Path dhtFolder() {
    return config.store().resolve("dht");
  }

  /** Runs a task on the swarm thread; for any thread. */
  public void execute(Runnable task) {
    loop.execute(task);
  }

  /** Makes a torrent known: peers may connect to us for it from now on. For any thread. */
  public void add(InfoHash torrent, Progress progress) {
    torrents.add(
        BtServices.id(torrent),
        new KnownTorrents.Progress() {
          @Override
          public long downloaded() {
            return progress.downloaded();
          }

          @Override
          public long uploaded() {
            return progress.uploaded();
          }

          @Override
          public long left() {
            return progress.left();
          }
        });
  }

  /** Forgets a torrent; for any thread. */
  public void remove(InfoHash torrent) {
    torrents.remove(BtServices.id(torrent));
  }

  /** Begins to connect; on the swarm thread. */
  public void connect(InfoHash torrent, InetSocketAddress address) {
    if (connections >= config.maxPeers()) {
      loop.execute(() -> user.connectFailed(torrent, address));
    } else {
      connector().connect(BtServices.id(torrent), address);
    }
  }

  /**
   * Looks for peers, and tells others of us, until {@link #stopAnnouncing}. On the swarm thread.
   */
  public void announce(InfoHash torrent, List<String> trackers, boolean isPrivate) {
    if (announcers.containsKey(torrent)) {
      return;
    }
    TorrentId id = BtServices.id(torrent);
    Announcer announcer =
        new Announcer(id, threads, found -> loop.execute(() -> user.found(torrent, found)));
    announcers.put(torrent, announcer);
    announcer.announceTo(trackers, services().trackers());
    if (!isPrivate) {
      if (dht != null) {
        announcer.lookUp(dht, config.incoming() ? port : 0);
      }
      if (lsd != null) {
        lsd.add(torrent);
      }
    }
  }

  /** On the swarm thread. */
  public void stopAnnouncing(InfoHash torrent) {
    Announcer announcer = announcers.remove(torrent);
    if (announcer != null) {
      announcer.close();
      if (lsd != null) {
        lsd.remove(torrent);
      }
    }
  }

  private BtServices services() {
    if (services == null) {
      throw new IllegalStateException("not started");
    }
    return services;
  }

  private PeerConnector connector() {
    if (connector == null) {
      throw new IllegalStateException("not started");
    }
    return connector;
  }

  /** Takes connections over from the handshakes. */
  private final class Handover implements PeerConnector.Receiver {
    private final BtServices bt;

    Handover(BtServices bt) {
      this.bt = bt;
    }

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
      loop.execute(() -> user.connectFailed(BtServices.infoHash(torrent), address));
    }

    private void attach(PeerConnector.Connected connection) {
      InfoHash torrent = BtServices.infoHash(connection.torrent());
      WireLink link =
          new WireLink(
              connection.address(), connection.incoming(), bt.codec(), connection.extended());
      WireConnection wire =
          new WireConnection(
              loop,
              connection.channel().channel(),
              connection.channel().cipher(),
              connection.channel().rest(),
              new Counted(link));
      try {
        if (connections >= config.maxPeers()
            || !torrents.isSupportedAndActive(connection.torrent())) {
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
        link.receive(events);
        loop.register(wire, connection.channel().channel());
        connections++;
        wire.readEarly();
      } catch (IOException e) {
        refuse(connection, torrent, link);
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
    loop.execute(() -> List.copyOf(announcers.keySet()).forEach(this::stopAnnouncing));
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
    if (services != null) {
      services.stop();
    }
  }
}
