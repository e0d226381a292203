package swarmdrive.engine;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How the engine runs. Validated here; conf/swarmdrive.conf has the defaults and the reasons.
 *
 * @param store folder of pieces and metadata, made if missing
 * @param bindAddress local address of every socket to the swarm, UDP included; the any-address for
 *     all interfaces
 * @param port TCP port for incoming connections, 0 takes a free one
 * @param incoming whether to listen at all
 * @param dht BEP 5
 * @param dhtBootstrap nodes to begin with as {@code host:port}; empty: the public ones
 * @param dhtPort UDP port; 0 takes the TCP port
 * @param pex BEP 11
 * @param lsd BEP 14
 * @param extraTrackers announce URLs for every torrent that is not private
 * @param encryption MSE policy
 * @param sharing slots and rates of giving and taking
 * @param maxPeers connections at a time
 * @param maxPeersPerTorrent connections at a time for one torrent
 * @param connectTimeout longest wait for an outgoing connection
 * @param idleTime how long a torrent that nobody reads keeps its peers
 * @param readAheadMin bytes asked for ahead of a reader from its second read in order on
 * @param readAheadMax most bytes asked for ahead of a reader
 * @param memoryPieces bytes of verified pieces kept in memory when the disk takes none
 * @param storeLimit bytes of disk that the pieces of all torrents may take
 * @param diskReserve bytes of disk that stay free
 */
public record EngineConfig(
    Path store,
    InetAddress bindAddress,
    int port,
    boolean incoming,
    boolean dht,
    List<String> dhtBootstrap,
    int dhtPort,
    boolean pex,
    boolean lsd,
    List<String> extraTrackers,
    Encryption encryption,
    Sharing sharing,
    int maxPeers,
    int maxPeersPerTorrent,
    Duration connectTimeout,
    Duration idleTime,
    long readAheadMin,
    long readAheadMax,
    long memoryPieces,
    long storeLimit,
    long diskReserve) {

  /** Message stream encryption, as other clients name it. */
  public enum Encryption {
    /** Never encrypt. */
    DISABLED,
    /** Plain first, encrypted if the peer insists. */
    PREFER_PLAINTEXT,
    /** Encrypted first, plain if the peer cannot. */
    PREFER_ENCRYPTED,
    /** Only encrypted peers. */
    REQUIRED
  }

  public EngineConfig {
    dhtBootstrap = List.copyOf(dhtBootstrap);
    extraTrackers = List.copyOf(extraTrackers);
    requireRange("port", port, 0, 65535);
    requireRange("dhtPort", dhtPort, 0, 65535);
    requireRange("maxPeers", maxPeers, 1, 100_000);
    requireRange("maxPeersPerTorrent", maxPeersPerTorrent, 1, maxPeers);
    requireRange("connectTimeout (ms)", connectTimeout.toMillis(), 1, 600_000);
    requireRange("idleTime (s)", idleTime.toSeconds(), 1, 30L * 24 * 3600);
    requireRange("readAheadMin", readAheadMin, 0, readAheadMax);
    requireRange("readAheadMax", readAheadMax, 0, 4L << 30);
    requireRange("memoryPieces", memoryPieces, 0, 64L << 30);
    requireRange("storeLimit", storeLimit, 1 << 20, 1L << 50);
    requireRange("diskReserve", diskReserve, 0, 1L << 50);
  }

  private static void requireRange(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be from " + least + " to " + most + ", not " + value);
    }
  }

  /**
   * Local defaults for a store: loopback, a free port, no discovery. For tests, {@code seed} and
   * {@code demo}.
   */
  public static EngineConfig local(Path store) {
    return new EngineConfig(
        store,
        InetAddress.getLoopbackAddress(),
        0,
        true,
        false,
        List.of(),
        0,
        false,
        false,
        List.of(),
        Encryption.PREFER_PLAINTEXT,
        Sharing.UNLIMITED,
        500,
        50,
        Duration.ofSeconds(5),
        Duration.ofMinutes(5),
        1 << 20,
        64 << 20,
        64 << 20,
        20L << 30,
        0);
  }
}
