package swarmdrive.engine.bt;

import bt.metainfo.TorrentId;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.engine.EngineConfig;

/**
 * Our place in the distributed hash table (BEP 5, 32). A virtual thread of its own brings each
 * address family up as soon as there is a network for it, and asks the nodes to begin with as long
 * as no others are known; nothing else waits for that.
 */
final class DhtNode implements Closeable {
  static final int DEFAULT_PORT = 6881;
  private static final Logger LOG = LoggerFactory.getLogger(DhtNode.class);

  /** Nodes that everybody begins with. */
  private static final List<String> PUBLIC_NODES =
      List.of(
          "dht.libtorrent.org:25401",
          "router.bittorrent.com:6881",
          "dht.transmissionbt.com:6881",
          "router.utorrent.com:6881");

  private static final Duration ALONE_PERIOD = Duration.ofSeconds(1);
  private static final Duration PERIOD = Duration.ofSeconds(15);
  private static final Duration LONGEST_LOOKUP = Duration.ofMinutes(1);

  /** Asks for the nodes to begin with in every period of so many; names are resolved anew. */
  private static final int BEGIN_EVERY = 3;

  private static final int FEW_NODES = 4;

  private final InetAddress bindAddress;
  private final int port;
  private final Path folder;
  private final List<String> begin;
  private final Collection<ProtocolFamily> families;
  private final Map<ProtocolFamily, DhtFamily> running = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Not started yet.
   *
   * @param port of UDP
   * @param folder for the routing tables, made if missing
   */
  DhtNode(EngineConfig config, int port, Path folder) {
    this.bindAddress = config.bindAddress();
    this.port = port;
    this.folder = folder;
    this.begin = config.dhtBootstrap().isEmpty() ? PUBLIC_NODES : config.dhtBootstrap();
    this.families = DhtFamily.familiesOf(bindAddress);
    this.thread = Thread.ofVirtual().name("dht").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    for (int round = 0; ; round++) {
      for (ProtocolFamily family : families) {
        look(family, round);
      }
      boolean alone = running.values().stream().allMatch(known -> known.size() < FEW_NODES);
      if (closing(alone ? ALONE_PERIOD : PERIOD)) {
        break;
      }
    }
    running.values().forEach(DhtFamily::close);
    running.clear();
  }

  private void look(ProtocolFamily family, int round) {
    if (!DhtFamily.hasRoute(family)) {
      DhtFamily gone = running.remove(family);
      if (gone != null) {
        gone.close();
      }
      return;
    }
    DhtFamily node = running.computeIfAbsent(family, this::open);
    if (node != null) {
      node.update();
      if (node.size() < FEW_NODES && round % BEGIN_EVERY == 0) {
        begin.forEach(name -> ping(node, name));
      }
    }
  }

  @SuppressWarnings("NullAway") // null is how computeIfAbsent is told that there is none
  private DhtFamily open(ProtocolFamily family) {
    try {
      return DhtFamily.start(family, bindAddress, port, Files.createDirectories(folder));
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("reason", e.getMessage()).log("the DHT does not start");
      return null;
    }
  }

  private static void ping(DhtFamily node, String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    int port = Integer.parseInt(hostAndPort.substring(colon + 1));
    try {
      for (InetAddress address : InetAddress.getAllByName(hostAndPort.substring(0, colon))) {
        node.ping(new InetSocketAddress(address, port));
      }
    } catch (UnknownHostException e) {
      LOG.atDebug().addKeyValue("node", hostAndPort).log("name is unknown");
    }
  }

  /** A peer says that it has a node, too (BEP 5's port message). For any thread. */
  void heardOf(InetSocketAddress node) {
    running.values().forEach(family -> family.ping(node));
  }

  /** UDP port. */
  int port() {
    return port;
  }

  /** True if there is a network for it. For any thread. */
  boolean running() {
    return !running.isEmpty();
  }

  /** Nodes that are known. For any thread. */
  int size() {
    return running.values().stream().mapToInt(DhtFamily::size).sum();
  }

  /**
   * Looks a torrent's peers up in every family, and announces us unless the port is 0. Waits until
   * that is done, for minutes at most.
   *
   * @return true if it could be looked up; false if no other node is known yet
   */
  boolean lookUp(TorrentId torrent, int announcedPort, Consumer<InetSocketAddress> found)
      throws InterruptedException {
    boolean asked = false;
    for (DhtFamily family : running.values()) {
      asked |= family.lookUp(torrent, announcedPort, found, LONGEST_LOOKUP) >= 0;
    }
    return asked;
  }

  private boolean closing(Duration limit) {
    try {
      return closing.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Ends it and waits until the routing tables are written. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
