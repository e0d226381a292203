package swarmdrive.engine.session;

import com.google.common.base.Splitter;
import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.swarm.KnownPeer;
import swarmdrive.engine.swarm.PeerSource;

/**
 * Peers that gave something, kept over a restart: for each torrent a text file with a line {@code
 * SOURCE HOST:PORT} for each, the last that gave first. Losing one costs a search, so nothing waits
 * for the disk: all is done one after the other on a virtual thread. For any thread.
 */
final class RememberedPeers implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(RememberedPeers.class);

  /** Peers taken from a file. */
  static final int MAX_PEERS = 200;

  /** Bytes read of a file: enough for so many of the longest lines. */
  static final int MAX_BYTES = 16 << 10;

  private static final long PATIENCE_SECONDS = 2;

  private final Path folder;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("remember").factory());

  /**
   * @param folder made when first needed
   */
  RememberedPeers(Path folder) {
    this.folder = folder;
  }

  /** Writes them down in place of what there was; soon. */
  void save(InfoHash torrent, List<KnownPeer> peers) {
    later(
        () -> {
          if (peers.isEmpty()) {
            Files.deleteIfExists(file(torrent));
          } else {
            Files.createDirectories(folder);
            Path next = folder.resolve(torrent.toHex() + ".new");
            Files.writeString(next, format(peers));
            Files.move(next, file(torrent), StandardCopyOption.REPLACE_EXISTING);
          }
        });
  }

  /** Tells, on a thread of its own, what was written down. */
  void load(InfoHash torrent, Consumer<List<KnownPeer>> then) {
    later(
        () -> {
          try (InputStream in = Files.newInputStream(file(torrent))) {
            byte[] bytes = in.readNBytes(MAX_BYTES);
            then.accept(parse(new String(bytes, StandardCharsets.ISO_8859_1)));
          } catch (NoSuchFileException e) {
            // nobody is remembered
          }
        });
  }

  void forget(InfoHash torrent) {
    save(torrent, List.of());
  }

  private interface Work {
    void run() throws IOException;
  }

  private void later(Work work) {
    try {
      thread.execute(
          () -> {
            try {
              work.run();
            } catch (IOException e) {
              LOG.atDebug().addKeyValue("reason", e.getMessage()).log("remembering peers");
            }
          });
    } catch (RejectedExecutionException e) {
      // the engine is closed
    }
  }

  private Path file(InfoHash torrent) {
    return folder.resolve(torrent.toHex());
  }

  static String format(List<KnownPeer> peers) {
    StringBuilder text = new StringBuilder();
    for (KnownPeer peer : peers) {
      String host = InetAddresses.toAddrString(peer.address().getAddress());
      text.append(peer.source().name().toLowerCase(Locale.ROOT))
          .append(' ')
          .append(HostAndPort.fromParts(withoutZone(host), peer.address().getPort()))
          .append('\n');
    }
    return text.toString();
  }

  private static String withoutZone(String host) {
    int zone = host.indexOf('%');
    return zone < 0 ? host : host.substring(0, zone);
  }

  /** Takes every line that makes sense, up to {@link #MAX_PEERS}; names are never resolved. */
  static List<KnownPeer> parse(String text) {
    List<KnownPeer> peers = new ArrayList<>();
    for (String line : Splitter.on('\n').split(text)) {
      if (peers.size() < MAX_PEERS) {
        parseLine(line).ifPresent(peers::add);
      }
    }
    return peers;
  }

  private static Optional<KnownPeer> parseLine(String line) {
    int blank = line.indexOf(' ');
    if (blank < 0) {
      return Optional.empty();
    }
    for (PeerSource source : PeerSource.values()) {
      if (source.name().toLowerCase(Locale.ROOT).equals(line.substring(0, blank))) {
        return address(line.substring(blank + 1)).map(address -> new KnownPeer(address, source));
      }
    }
    return Optional.empty();
  }

  private static Optional<InetSocketAddress> address(String written) {
    try {
      HostAndPort peer = HostAndPort.fromString(written);
      boolean usable = peer.getPortOrDefault(0) > 0 && InetAddresses.isInetAddress(peer.getHost());
      return usable
          ? Optional.of(
              new InetSocketAddress(InetAddresses.forString(peer.getHost()), peer.getPort()))
          : Optional.empty();
    } catch (IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  /** Waits, for a moment, until all is written. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
