package swarmdrive.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.app.testing.FakeLibrary;
import swarmdrive.app.testing.FakeTorrentEngine;
import swarmdrive.webdav.WebDavServer;

final class MetricsTest {
  @TempDir Path temporary;

  private FakeLibrary library;
  private Metrics metrics;

  @BeforeEach
  void open() throws IOException {
    library = new FakeLibrary(temporary.resolve("library"));
    WebDavServer server = new FakeServer();
    metrics = new Metrics(new FakeTorrentEngine(), library, () -> server);
  }

  @Test
  void counters_areThoseOfEngineAndServer() {
    assertThat(metrics.scrape())
        .contains("\nswarmdrive_swarm_sent_bytes_total 4.0\n")
        .contains("\nswarmdrive_swarm_pieces_verified_total 5.0\n")
        .contains("\nswarmdrive_swarm_pieces_failed_total 6.0\n")
        .contains("\nswarmdrive_cache_stored_bytes 7.0\n")
        .contains("\nswarmdrive_swarm_peers 3.0\n")
        .contains("\nswarmdrive_http_served_bytes_total 12.0\n")
        .contains("\nswarmdrive_http_connections 11.0\n");
  }

  @Test
  void torrents_areCountedByState() throws IOException {
    library.putDamaged("x.torrent", "it is");
    assertThat(metrics.scrape())
        .contains("swarmdrive_torrents{state=\"damaged\"} 1.0")
        .contains("swarmdrive_torrents{state=\"idle\"} 0.0");
  }

  @Test
  void everyMetricOfOurs_isInThePaper_andNoOther() throws IOException {
    assertThat(names(metrics.scrape(), "(?m)^(swarmdrive_[a-z_]+)[ {]"))
        .isEqualTo(names(Files.readString(Path.of("../docs/metrics.md")), "`(swarmdrive_[a-z_]+)"));
  }

  private static Set<String> names(String text, String pattern) {
    Set<String> names = new TreeSet<>();
    Pattern.compile(pattern).matcher(text).results().forEach(name -> names.add(name.group(1)));
    return names;
  }

  private static final class FakeServer implements WebDavServer {
    @Override
    public InetSocketAddress start() {
      throw new UnsupportedOperationException();
    }

    @Override
    public long bytesServed() {
      return 12;
    }

    @Override
    public int connections() {
      return 11;
    }

    @Override
    public void close() {}
  }
}
