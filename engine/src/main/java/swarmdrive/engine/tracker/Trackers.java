package swarmdrive.engine.tracker;

import java.io.Closeable;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Knows the kinds of trackers; all of them leave from the configured address. */
public final class Trackers implements Closeable {
  /** Waiting times of UDP, for each time that a tracker is asked. */
  private static final List<Duration> PATIENCE =
      List.of(Duration.ofSeconds(4), Duration.ofSeconds(8), Duration.ofSeconds(15));

  private final InetAddress bindAddress;
  private final HttpClient client;

  public Trackers(InetAddress bindAddress) {
    this.bindAddress = bindAddress;
    this.client = httpClient(bindAddress);
  }

  private static HttpClient httpClient(InetAddress bindAddress) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .version(HttpClient.Version.HTTP_1_1);
    if (!bindAddress.isAnyLocalAddress()) {
      builder.localAddress(bindAddress);
    }
    return builder.build();
  }

  /** The tracker behind a URL; empty if it is of a kind that is not known here, or no URL. */
  Optional<Tracker> of(String url) {
    try {
      URI uri = new URI(url);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (uri.getHost() == null) {
        return Optional.empty();
      }
      return switch (scheme) {
        case "http", "https" -> Optional.of(new HttpTracker(client, url));
        case "udp" -> udp(uri);
        default -> Optional.empty();
      };
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private Optional<Tracker> udp(URI uri) {
    if (uri.getPort() < 1 || uri.getPort() > 65535) {
      return Optional.empty();
    }
    String host = uri.getHost().replaceAll("[\\[\\]]", "");
    return Optional.of(new UdpTracker(bindAddress, host, uri.getPort(), PATIENCE));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
