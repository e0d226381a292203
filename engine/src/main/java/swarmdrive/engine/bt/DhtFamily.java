package swarmdrive.engine.bt;

import bt.metainfo.TorrentId;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import lbms.plugins.mldht.DHTConfiguration;
import lbms.plugins.mldht.kad.DHT;
import lbms.plugins.mldht.kad.DHTConstants;
import lbms.plugins.mldht.kad.DHTLogger;
import lbms.plugins.mldht.kad.tasks.PeerLookupTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our node among those of one address family: mldht's, which looks up, announces, answers, and
 * keeps its routing table in a folder. For any thread.
 */
final class DhtFamily implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(DhtFamily.class);

  static {
    DHT.setLogger(new DebugLog());
    // mldht resolves these names at every start, whether it may use them or not.
    Arrays.fill(
        DHTConstants.UNRESOLVED_BOOTSTRAP_NODES,
        InetSocketAddress.createUnresolved("0.0.0.0", DhtNode.DEFAULT_PORT));
  }

  private final DHT dht;
  private final Class<? extends InetAddress> addresses;

  private DhtFamily(DHT dht) {
    this.dht = dht;
    this.addresses = dht.getType().PREFERRED_ADDRESS_TYPE;
  }

  /**
   * Opens the node's socket.
   *
   * @param folder an existing folder for the routing table
   */
  static DhtFamily start(ProtocolFamily family, InetAddress bindAddress, int port, Path folder)
      throws IOException {
    DHT dht = new DHT(type(family));
    dht.start(new Settings(bindAddress, port, folder));
    return new DhtFamily(dht);
  }

  private static DHT.DHTtype type(ProtocolFamily family) {
    return family == StandardProtocolFamily.INET6 ? DHT.DHTtype.IPV6_DHT : DHT.DHTtype.IPV4_DHT;
  }

  private record Settings(InetAddress bindAddress, int port, Path folder)
      implements DHTConfiguration {
    @Override
    public boolean isPersistingID() {
      return true;
    }

    @Override
    public Path getStoragePath() {
      return folder;
    }

    @Override
    public int getListeningPort() {
      return port;
    }

    @Override
    public boolean noRouterBootstrap() {
      return true;
    }

    @Override
    public boolean allowMultiHoming() {
      return false;
    }

    @Override
    public Predicate<InetAddress> filterBindAddress() {
      return address -> bindAddress.isAnyLocalAddress() || bindAddress.equals(address);
    }
  }

  /**
   * True if packets to the outside have a way. mldht looks for one every ten seconds and prints a
   * stack trace when there is none, so it only runs while there is.
   */
  static boolean hasRoute(ProtocolFamily family) {
    String outside = family == StandardProtocolFamily.INET6 ? "2001:4860:4860::8888" : "8.8.8.8";
    try (DatagramChannel channel = DatagramChannel.open(family)) {
      // Connecting a UDP socket sends nothing.
      channel.connect(new InetSocketAddress(InetAddress.getByName(outside), 63));
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Nodes that it knows. */
  int size() {
    return dht.getNode().getNumEntriesInRoutingTable();
  }

  /** Asks a node whether it is there; if so, it gets into the routing table. */
  void ping(InetSocketAddress node) {
    if (addresses.isInstance(node.getAddress())) {
      dht.addDHTNode(node.getAddress().getHostAddress(), node.getPort());
    }
  }

  /** Takes note of sockets that have received something: before, nothing is looked up. */
  void update() {
    dht.getServerManager().updateReachableEndpoints(System.currentTimeMillis());
  }

  /**
   * Looks a torrent's peers up, and announces us unless the port is 0. Waits until the lookup is
   * through.
   *
   * @return peers found; -1 if the node is not connected to others yet
   */
  int lookUp(
      TorrentId torrent, int announcedPort, Consumer<InetSocketAddress> found, Duration limit)
      throws InterruptedException {
    PeerLookupTask lookup = dht.createPeerLookup(torrent.getBytes());
    if (lookup == null) {
      return -1;
    }
    AtomicInteger count = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(1);
    lookup.setNoAnnounce(announcedPort == 0);
    lookup.setResultHandler(
        (node, peer) -> {
          count.incrementAndGet();
          found.accept(new InetSocketAddress(peer.getInetAddress(), peer.getPort()));
        });
    lookup.addListener(
        task -> {
          if (announcedPort != 0) {
            dht.announce(lookup, false, announcedPort);
          }
          done.countDown();
        });
    dht.getTaskManager().addTask(lookup);
    if (!done.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      lookup.kill();
    }
    return count.get();
  }

  /** Writes the routing table and closes the socket. */
  @Override
  public void close() {
    dht.stop();
  }

  /** What mldht has to say is for those who look for a fault in it. */
  private static final class DebugLog implements DHTLogger {
    @Override
    public void log(String message, DHT.LogLevel level) {
      LOG.debug("{}", message);
    }

    @Override
    public void log(Throwable error, DHT.LogLevel level) {
      LOG.debug("mldht", error);
    }
  }

  static Collection<ProtocolFamily> familiesOf(InetAddress bindAddress) {
    if (bindAddress.isAnyLocalAddress()) {
      return java.util.List.of(StandardProtocolFamily.INET, StandardProtocolFamily.INET6);
    }
    return java.util.List.of(
        bindAddress instanceof java.net.Inet6Address
            ? StandardProtocolFamily.INET6
            : StandardProtocolFamily.INET);
  }
}
