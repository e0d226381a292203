package swarmdrive.app.api;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import swarmdrive.app.library.LibraryConfig;
import swarmdrive.app.library.LiveLibrary;
import swarmdrive.app.library.TorrentsSeen;
import swarmdrive.app.log.RecentLog;
import swarmdrive.app.shared.SharedConfig;
import swarmdrive.app.shared.SharedFolders;
import swarmdrive.app.testing.Eventually;
import swarmdrive.app.testing.FakeExchange;
import swarmdrive.app.testing.FakeTorrentEngine;
import swarmdrive.app.testing.TestClock;
import swarmdrive.engine.InfoHash;
import swarmdrive.webdav.Accounts;
import swarmdrive.webdav.Sessions;
import swarmdrive.webdav.WebDavServer;

/**
 * The API over a real library and an engine whose swarm is a table. Each answer is compared with
 * the description.
 */
final class Api implements Closeable {
  final FakeTorrentEngine engine = new FakeTorrentEngine();
  final TestClock clock = new TestClock(Instant.parse("2024-01-01T00:00:00.5Z"));
  final LibraryConfig config;
  final LiveLibrary library;
  final RecentLog log = RecentLog.open();
  final Events events;
  final StatusSource status;
  final SharedFolders shared;
  final ApiEndpoint endpoint;
  final Description description = new Description();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  Api(Path folder) throws IOException {
    config =
        new LibraryConfig(
            folder.resolve("library"),
            Duration.ofHours(1),
            Duration.ofMillis(200),
            100_000,
            10_000);
    library = new LiveLibrary(config, engine, InstantSource.system(), new Nobody());
    TorrentRates rates = new TorrentRates(engine);
    TorrentList torrents = new TorrentList(library, rates);
    Shelf shelf = new Shelf(library, engine, torrents);
    WebDavServer server = new FakeServer();
    status = new StatusSource(engine, () -> server, clock, timer, rates);
    events = new Events(status, torrents, log);
    shared =
        new SharedFolders(
            new SharedConfig(
                List.of(folder.resolve("mine")),
                "Shared",
                List.of(),
                Duration.ofHours(1),
                folder.resolve("shared.list")),
            engine,
            library,
            clock);
    Set<Resource> resources =
        new LinkedHashSet<>(
            List.of(
                new TorrentsResource(torrents, shelf, config),
                new TorrentResource(torrents, shelf),
                new RoutesResource(library, shelf),
                new StatusResource(status),
                new LogResource(log),
                new CacheResource(engine),
                new SharedResource(shared),
                new SessionResource(new Sessions(Accounts.NONE, "/", false)),
                events::operations));
    endpoint = new ApiEndpoint(resources);
  }

  /** The library looks and watches from now on. */
  Api start() throws IOException {
    library.start();
    Eventually.until("the first look", library::complete);
    return this;
  }

  FakeExchange get(String target) throws IOException {
    return send(request("GET", target));
  }

  FakeExchange json(String method, String target, String body) throws IOException {
    return send(
        request(method, target).with("application/json", body.getBytes(StandardCharsets.UTF_8)));
  }

  FakeExchange delete(String target) throws IOException {
    return send(request("DELETE", target));
  }

  static FakeExchange request(String method, String target) {
    return new FakeExchange(method, ApiEndpoint.PREFIX + target);
  }

  /** Has it answered, and compares the answer with the description. */
  FakeExchange send(FakeExchange exchange) throws IOException {
    endpoint.handle(exchange);
    description.check(exchange);
    return exchange;
  }

  @Override
  public void close() throws IOException {
    shared.close();
    events.close();
    library.close();
    timer.shutdownNow();
    log.close();
  }

  private static final class Nobody implements TorrentsSeen {
    @Override
    public void added(InfoHash infoHash) {}

    @Override
    public void removed(InfoHash infoHash) {}
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
