package swarmdrive.engine.bt;

import java.io.Closeable;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.engine.InfoHash;

/**
 * Tells the local network by multicast which torrents we have or want, and hears it from others
 * (BEP 14). One virtual thread speaks, one per address family listens.
 */
final class LocalDiscovery implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalDiscovery.class);
  private static final int PORT = 6771;
  private static final String IPV4_GROUP = "239.192.152.143";
  private static final String IPV6_GROUP = "ff15::efc0:988f";

  /** A torrent is told of at once, and again this often. */
  private static final Duration AGAIN = Duration.ofMinutes(5);

  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final int MAX_DATAGRAM = 1500;

  /** Torrents that are told of; with more, the network would hear of nothing else. */
  private static final int MAX_TOLD = 5000;

  /** Datagrams read in a second; a flood is left unread. */
  private static final int MAX_HEARD = 100;

  private final InetAddress bindAddress;
  private final int tcpPort;
  private final BiConsumer<InfoHash, InetSocketAddress> found;
  private final String cookie =
      HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt() & 0x7fffffff);
  private final Map<InfoHash, Long> told = new ConcurrentHashMap<>();
  private final List<Group> groups = new ArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * Not started yet.
   *
   * @param bindAddress says on which interface; the any-address for all
   * @param found is told a torrent of interest and a peer, on any thread
   */
  LocalDiscovery(
      InetAddress bindAddress, int tcpPort, BiConsumer<InfoHash, InetSocketAddress> found) {
    this.bindAddress = bindAddress;
    this.tcpPort = tcpPort;
    this.found = found;
  }

  /** Without a network nothing is found, and nothing fails. */
  void start() {
    boolean any = bindAddress.isAnyLocalAddress();
    if (any || bindAddress instanceof Inet4Address) {
      open(StandardProtocolFamily.INET, IPV4_GROUP);
    }
    if (any || !(bindAddress instanceof Inet4Address)) {
      open(StandardProtocolFamily.INET6, IPV6_GROUP);
    }
    groups.forEach(group -> Thread.ofVirtual().name("lsd-listen").start(() -> listen(group)));
    Thread.ofVirtual().name("lsd-speak").start(this::speak);
  }

  private void open(StandardProtocolFamily family, String address) {
    try {
      groups.add(new Group(family, InetAddress.getByName(address)));
    } catch (IOException | UnsupportedOperationException e) {
      LOG.atDebug().addKeyValue("family", family).addKeyValue("reason", e).log("no LSD");
    }
  }

  /** A multicast group, and the interfaces on which it was joined. */
  private static final class Group implements Closeable {
    final DatagramChannel channel;
    final InetAddress address;
    final Map<NetworkInterface, Boolean> joined = new HashMap<>();

    Group(StandardProtocolFamily family, InetAddress address) throws IOException {
      this.address = address;
      channel = DatagramChannel.open(family);
      try {
        // Other programs of this machine listen there, too.
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1);
        channel.bind(new InetSocketAddress(PORT));
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    }

    /** Joins where that was not tried yet. */
    boolean in(NetworkInterface link) {
      return joined.computeIfAbsent(
          link,
          key -> {
            try {
              channel.join(address, link);
              return true;
            } catch (IOException e) {
              return false;
            }
          });
    }

    void send(NetworkInterface link, byte[] datagram) {
      try {
        channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, link);
        channel.send(ByteBuffer.wrap(datagram), new InetSocketAddress(address, PORT));
      } catch (IOException e) {
        LOG.atDebug().addKeyValue("interface", link.getName()).log("LSD could not send");
      }
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        LOG.debug("closing LSD", e);
      }
    }
  }

  /** Tells of a torrent from now on. For any thread. */
  void add(InfoHash torrent) {
    if (told.size() < MAX_TOLD) {
      told.putIfAbsent(torrent, Long.MIN_VALUE);
    }
  }

  /** For any thread. */
  void remove(InfoHash torrent) {
    told.remove(torrent);
  }

  private void speak() {
    while (!closing(ROUND)) {
      List<NetworkInterface> links = links();
      groups.forEach(group -> links.forEach(group::in));
      List<InfoHash> due = due(System.nanoTime());
      if (!due.isEmpty()) {
        groups.forEach(group -> send(group, links, due));
      }
    }
    groups.forEach(Group::close);
  }

  private void send(Group group, List<NetworkInterface> links, List<InfoHash> torrents) {
    String host = group.address.getHostAddress();
    String name = (host.contains(":") ? "[" + host + "]" : host) + ":" + PORT;
    byte[] datagram = new LocalAnnounce(tcpPort, torrents, cookie).toBytes(name);
    links.stream().filter(group::in).forEach(link -> group.send(link, datagram));
  }

  /** One message's worth of those not told for long. */
  private List<InfoHash> due(long now) {
    Predicate<Map.Entry<InfoHash, Long>> old =
        entry -> entry.getValue() == Long.MIN_VALUE || now - entry.getValue() >= AGAIN.toNanos();
    List<InfoHash> due =
        told.entrySet().stream()
            .filter(old)
            .limit(LocalAnnounce.MAX_TORRENTS)
            .map(Map.Entry::getKey)
            .toList();
    due.forEach(torrent -> told.replace(torrent, now));
    return due;
  }

  private List<NetworkInterface> links() {
    try {
      return NetworkInterface.networkInterfaces().filter(this::usable).toList();
    } catch (SocketException e) {
      return List.of();
    }
  }

  private boolean usable(NetworkInterface link) {
    try {
      return link.isUp()
          && link.supportsMulticast()
          && (bindAddress.isAnyLocalAddress()
              ? !link.isLoopback()
              : link.inetAddresses().anyMatch(bindAddress::equals));
    } catch (SocketException e) {
      return false;
    }
  }

  private void listen(Group group) {
    ByteBuffer datagram = ByteBuffer.allocate(MAX_DATAGRAM);
    long second = 0;
    int heard = 0;
    try {
      while (true) {
        datagram.clear();
        InetSocketAddress from = (InetSocketAddress) group.channel.receive(datagram);
        long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
        heard = now == second ? heard + 1 : 0;
        second = now;
        if (heard < MAX_HEARD) {
          LocalAnnounce.parse(datagram.flip()).ifPresent(announce -> heard(from, announce));
        }
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void heard(InetSocketAddress from, LocalAnnounce announce) {
    if (!announce.cookie().equals(cookie)) {
      InetSocketAddress peer = new InetSocketAddress(from.getAddress(), announce.port());
      announce.torrents().stream()
          .filter(told::containsKey)
          .forEach(torrent -> found.accept(torrent, peer));
    }
  }

  private boolean closing(Duration limit) {
    try {
      return closing.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Stops speaking and listening, within a second. For any thread. */
  @Override
  public void close() {
    closing.countDown();
  }
}
