package swarmdrive.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static swarmdrive.app.testing.TestTorrents.bytes;
import static swarmdrive.app.testing.TestTorrents.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.app.testing.FakeLibrary;
import swarmdrive.app.testing.FakeTorrentEngine;
import swarmdrive.app.testing.TestClock;
import swarmdrive.app.testing.TestTorrents;
import swarmdrive.webdav.WebDavServer;

final class ApiTest {
  @TempDir Path temporary;

  private final FakeTorrentEngine engine = new FakeTorrentEngine();
  private final TestClock clock = new TestClock(Instant.parse("2024-01-01T00:00:00.5Z"));
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private FakeLibrary library;
  private ApiEndpoint api;

  @BeforeEach
  void open() throws IOException {
    library = new FakeLibrary(temporary.resolve("library"));
    WebDavServer server = new FakeServer();
    api =
        new ApiEndpoint(
            new StatusSource(engine, () -> server, clock, timer), new TorrentList(library));
  }

  @AfterEach
  void close() {
    timer.shutdownNow();
  }

  @Test
  void status_tellsCountersOfEngineAndServer() throws IOException {
    clock.advance(Duration.ofSeconds(90));
    JsonNode status = get("status").json();

    List<String> names = new ArrayList<>();
    status.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactly(
            "version",
            "started",
            "uptimeSeconds",
            "torrents",
            "peers",
            "readers",
            "connections",
            "bytesReceived",
            "bytesSent",
            "bytesServed",
            "downloadRate",
            "uploadRate",
            "serveRate",
            "bytesStored",
            "cacheUsed",
            "cacheLimit",
            "cacheProblem",
            "piecesVerified",
            "piecesFailed",
            "listenPort");
    assertThat(status.get("started").asText()).isEqualTo("2024-01-01T00:00:00Z");
    assertThat(status.get("uptimeSeconds").asLong()).isEqualTo(90);
    assertThat(status.get("bytesServed").asLong()).isEqualTo(12);
    assertThat(status.get("connections").asInt()).isEqualTo(11);
    assertThat(status.get("bytesSent").asLong()).isEqualTo(4);
    assertThat(status.get("bytesStored").asLong()).isEqualTo(7);
    assertThat(status.get("cacheUsed").asLong()).isEqualTo(8);
    assertThat(status.get("cacheLimit").asLong()).isEqualTo(9);
    assertThat(status.get("cacheProblem").asText()).isEmpty();
    assertThat(status.get("listenPort").asInt()).isEqualTo(42881);
  }

  @Test
  void torrents_tellsEachFileOfTheLibrary() throws IOException {
    TestTorrents.Made made =
        TestTorrents.multi(temporary, "x", Map.of("a", bytes(20_000, 1), "b", text("b")));
    library.put("films/old ones/X.torrent", engine.add(made.metainfo()));
    library.putDamaged("Y.torrent", "not a torrent file");
    library.putArriving("Z.magnet");

    JsonNode torrents = get("torrents").json();

    assertThat(torrents).hasSize(3);
    JsonNode damaged = torrents.get(0);
    assertThat(damaged.get("state").asText()).isEqualTo("damaged");
    assertThat(damaged.get("problem").asText()).isEqualTo("not a torrent file");
    assertThat(damaged.get("infoHash").asText()).isEmpty();
    assertThat(torrents.get(1).get("state").asText()).isEqualTo("arriving");
    JsonNode loaded = torrents.get(2);
    assertThat(loaded.get("name").asText()).isEqualTo("X");
    assertThat(loaded.get("route").asText()).isEqualTo("films/old ones");
    assertThat(loaded.get("file").asText()).isEqualTo("X.torrent");
    assertThat(loaded.get("infoHash").asText()).isEqualTo(made.metainfo().infoHash().toHex());
    assertThat(loaded.get("state").asText()).isEqualTo("idle");
    assertThat(loaded.get("size").asLong()).isEqualTo(20_001);
    assertThat(loaded.get("files").asInt()).isEqualTo(2);
    assertThat(loaded.get("pieces").asInt()).isEqualTo(2);
    assertThat(loaded.get("piecesHeld").asInt()).isEqualTo(1);
  }

  @Test
  void magnetWithoutMetadata_isFetchingIt() throws IOException {
    TestTorrents.Made made = TestTorrents.single(temporary, "a", text("a"));
    library.put("M.magnet", engine.add(made.metainfo().magnet()));
    JsonNode magnet = get("torrents").json().get(0);
    assertThat(magnet.get("state").asText()).isEqualTo("fetching-metadata");
    assertThat(magnet.get("problem").asText()).isEqualTo("no peer has it yet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nothing", "status/", "Status", "torrents/../status"})
  void unknownPath_is404AsAProblem(String path) throws IOException {
    FakeExchange exchange = get(path);
    assertThat(exchange.status).isEqualTo(404);
    assertThat(exchange.headers).containsEntry("Content-Type", "application/problem+json");
    assertThat(exchange.json().get("status").asInt()).isEqualTo(404);
    assertThat(exchange.json().get("title").asText()).isEqualTo("Not Found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
  void otherMethods_are405AndNameThoseAllowed(String method) throws IOException {
    FakeExchange exchange = new FakeExchange(method, "/api/v1/status");
    api.handle(exchange);
    assertThat(exchange.status).isEqualTo(405);
    assertThat(exchange.headers).containsEntry("Allow", "GET, HEAD");
    assertThat(exchange.json().get("status").asInt()).isEqualTo(405);
  }

  @Test
  void answers_areNeverStored() throws IOException {
    assertThat(get("status").headers)
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("Content-Type", "application/json");
  }

  @Test
  void health_isOk() throws IOException {
    FakeExchange exchange = new FakeExchange("GET", "/healthz");
    new HealthEndpoint().handle(exchange);
    assertThat(exchange.status).isEqualTo(200);
    assertThat(new String(exchange.body, StandardCharsets.UTF_8)).isEqualTo("ok\n");

    FakeExchange below = new FakeExchange("GET", "/healthz/more");
    new HealthEndpoint().handle(below);
    assertThat(below.status).as("no answer becomes 404").isZero();
  }

  @Test
  void rates_areThoseOfTheLastSeconds_forAnyNumberOfReaders() {
    Rates rates = new Rates();
    assertThat(rates.perSecond(0)).isZero();
    for (int second = 0; second <= 20; second++) {
      rates.sample(
          Duration.ofSeconds(second).toNanos(), second < 10 ? 0 : (second - 10) * 1_000L, 5);
    }
    assertThat(rates.perSecond(0)).isEqualTo(1_000);
    assertThat(rates.perSecond(0)).isEqualTo(1_000);
    assertThat(rates.perSecond(1)).isZero();
  }

  private FakeExchange get(String resource) throws IOException {
    FakeExchange exchange = new FakeExchange("GET", "/api/v1/" + resource);
    api.handle(exchange);
    return exchange;
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
