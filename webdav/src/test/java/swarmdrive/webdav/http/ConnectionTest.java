package swarmdrive.webdav.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.webdav.FakeFile;
import swarmdrive.webdav.FakeFolder;
import swarmdrive.webdav.TestServer;
import swarmdrive.webdav.WireClient;

/** Connections that come, wait, stall and go. */
class ConnectionTest {
  private static final String GET = "GET /dav/file HTTP/1.1\nHost: a\n\n";

  @TempDir Path disk;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable resource : open.reversed()) {
      resource.close();
    }
  }

  private TestServer server(FakeFile file, Consumer<TestServer.Builder> change) throws IOException {
    TestServer.Builder builder = TestServer.of(new FakeFolder("").with(file));
    change.accept(builder);
    TestServer server = builder.start();
    open.add(server);
    return server;
  }

  private WireClient connect(TestServer server) throws IOException {
    WireClient client = server.connect();
    open.add(client);
    return client;
  }

  @Test
  void clientLeavesWhileTheFirstByteIsAwaited_contentIsClosed() throws Exception {
    FakeFile file = FakeFile.pattern("file", 1000).available(0);
    WireClient client = connect(server(file, s -> {}));
    client.send(GET);
    FakeFile.await(file.waiting);
    client.close();
    FakeFile.await(file.contentClosed);
  }

  @Test
  void clientResetsWhileTheFirstByteIsAwaited_contentIsClosed() throws Exception {
    FakeFile file = FakeFile.pattern("file", 1000).available(0);
    WireClient client = connect(server(file, s -> {}));
    client.send(GET);
    FakeFile.await(file.waiting);
    client.socket().setSoLinger(true, 0);
    client.close();
    FakeFile.await(file.contentClosed);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void clientLeavesInMidBody_contentIsClosed(boolean onDisk) throws Exception {
    FakeFile file = FakeFile.pattern("file", 500_000).available(200_000);
    if (onDisk) {
      file.onDisk(disk, 100_000);
    }
    WireClient client = connect(server(file, s -> {}));
    client.send(GET);
    client.head();
    client.exactly(200_000);
    FakeFile.await(file.waiting);
    client.close();
    FakeFile.await(file.contentClosed);
    TestServer.eventually(() -> file.leases.get() == 0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void clientLeavesWhileTheServerIsBlockedInAWrite_contentIsClosed(boolean onDisk)
      throws Exception {
    FakeFile file = FakeFile.pattern("file", 60_000_000);
    if (onDisk) {
      file.onDisk(disk, 1 << 20);
    }
    WireClient client = connect(server(file, s -> {}));
    client.send(GET);
    client.head();
    client.exactly(1000);
    client.close();
    FakeFile.await(file.contentClosed);
    TestServer.eventually(() -> file.leases.get() == 0);
  }

  @Test
  void halfClosedClient_getsContentThatComesLate() throws Exception {
    FakeFile file = FakeFile.pattern("file", 1000).available(0);
    WireClient client = connect(server(file, s -> {}));
    client.send(GET);
    client.socket().shutdownOutput();
    FakeFile.await(file.waiting);
    // the server asks with an interim answer whether anybody is still there
    assertThat(client.head().status()).isEqualTo(100);
    file.available(1000);
    WireClient.Answer answer = client.finalAnswer("GET");
    assertThat(answer.body()).isEqualTo(file.bytes());
  }

  @Test
  void slowReader_holdsTwoRunsAndNoMore() throws Exception {
    FakeFile file = FakeFile.pattern("file", 60_000_000).onDisk(disk, 1 << 20);
    WireClient client = connect(server(file, s -> {}));
    client.send(GET);
    client.head();
    byte[] first = client.exactly(3_000_000);
    assertThat(first).isEqualTo(Arrays.copyOf(file.bytes(), 3_000_000));
    assertThat(file.furthest.get()).isLessThan(30_000_000);
    byte[] rest = client.exactly(57_000_000);
    assertThat(rest).isEqualTo(Arrays.copyOfRange(file.bytes(), 3_000_000, 60_000_000));
    assertThat(file.mostLeases).hasValueLessThanOrEqualTo(2);
    TestServer.eventually(() -> file.leases.get() == 0);
  }

  @Test
  void clientThatTakesNothing_isCutAfterTheProgressTimeout() throws Exception {
    FakeFile file = FakeFile.pattern("file", 60_000_000).onDisk(disk, 1 << 20);
    TestServer server = server(file, s -> s.progressTimeout = Duration.ofMillis(600));
    WireClient client = connect(server);
    client.send(GET);
    FakeFile.await(file.contentClosed);
    TestServer.eventually(() -> server.server().connections() == 0 && file.leases.get() == 0);
  }

  @Test
  void slowHead_isCutAfterTheHeaderTimeout() throws Exception {
    TestServer server =
        server(FakeFile.pattern("file", 10), s -> s.headerTimeout = Duration.ofMillis(400));
    WireClient silent = connect(server);
    WireClient slow = connect(server);
    slow.send("GET /dav/file HTTP/1.1\n");
    assertThat(slow.closedByServer()).isTrue();
    assertThat(silent.closedByServer()).isTrue();
  }

  @Test
  void idleConnection_isClosedAfterTheIdleTimeout() throws Exception {
    TestServer server =
        server(FakeFile.pattern("file", 10), s -> s.idleTimeout = Duration.ofMillis(400));
    WireClient client = connect(server);
    assertThat(client.get("/dav/file").status()).isEqualTo(200);
    assertThat(client.closedByServer()).isTrue();
  }

  @Test
  void bodyThatDoesNotCome_is408() throws Exception {
    TestServer server =
        server(
            FakeFile.pattern("file", 10),
            s -> {
              s.idleTimeout = Duration.ofMillis(300);
              s.endpoint("/echo", x -> x.respond(200, Map.of(), x.body().readAllBytes()));
            });
    WireClient client = connect(server);
    assertThat(client.request("POST", "/echo", "Content-Length: 10").status()).isEqualTo(408);
  }

  @Test
  void body_isReadNoFasterThanTheEndpointTakesIt() throws Exception {
    AtomicLong sent = new AtomicLong();
    CountDownLatch go = new CountDownLatch(1);
    TestServer server =
        server(
            FakeFile.pattern("file", 10),
            s -> {
              s.maxBodyBytes = 1L << 30;
              s.endpoint(
                  "/slow",
                  x -> {
                    awaitQuietly(go);
                    long count = x.body().transferTo(java.io.OutputStream.nullOutputStream());
                    x.respond(200, Map.of("X-Count", "" + count), new byte[0]);
                  });
            });
    WireClient client = connect(server);
    client.send("POST /slow HTTP/1.1\nHost: a\nContent-Length: 100000000\n\n");
    Thread sender =
        Thread.startVirtualThread(
            () -> {
              byte[] part = new byte[100_000];
              try {
                for (int i = 0; i < 1000; i++) {
                  client.send(part);
                  sent.addAndGet(part.length);
                }
              } catch (IOException e) {
                sent.set(Long.MIN_VALUE);
              }
            });
    AtomicLong before = new AtomicLong(-1);
    TestServer.eventually(() -> sent.get() > 0 && before.getAndSet(sent.get()) == sent.get());
    assertThat(sent.get()).isLessThan(60_000_000);
    go.countDown();
    assertThat(client.answer("POST").field("X-Count")).isEqualTo("100000000");
    sender.join();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      FakeFile.await(latch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void connectionsFromOneAddress_areLimited() throws Exception {
    TestServer server = server(FakeFile.pattern("file", 10), s -> s.maxConnectionsPerAddress = 2);
    WireClient first = connect(server);
    WireClient second = connect(server);
    assertThat(first.get("/dav/file").status()).isEqualTo(200);
    assertThat(second.get("/dav/file").status()).isEqualTo(200);
    assertThat(connect(server).closedByServer()).isTrue();
    first.close();
    TestServer.eventually(() -> server.server().connections() == 1);
    assertThat(connect(server).get("/dav/file").status()).isEqualTo(200);
  }

  @Test
  void connectionsBeyondTheLimit_waitUntilOneCloses() throws Exception {
    TestServer server = server(FakeFile.pattern("file", 10), s -> s.maxConnections = 2);
    WireClient first = connect(server);
    WireClient second = connect(server);
    assertThat(first.get("/dav/file").status()).isEqualTo(200);
    assertThat(second.get("/dav/file").status()).isEqualTo(200);
    WireClient third = connect(server);
    third.send(GET);
    first.close();
    assertThat(third.answer("GET").status()).isEqualTo(200);
  }

  @Test
  void pipelineOfManyRequests_isBoundedAndAnsweredWhole() throws Exception {
    FakeFile file = FakeFile.pattern("file", 10).available(0);
    TestServer server = server(file, s -> {});
    WireClient client = connect(server);
    int requests = 20_000;
    Thread sender =
        Thread.startVirtualThread(
            () -> {
              try {
                client.send(GET.repeat(requests));
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    FakeFile.await(file.waiting);
    file.available(10);
    for (int i = 0; i < requests; i++) {
      assertThat(client.answer("GET").status()).isEqualTo(200);
    }
    sender.join();
  }

  @Test
  void portInUse_isOneClearLine() throws Exception {
    TestServer server = server(FakeFile.pattern("file", 10), s -> {});
    try (Socket probe = new Socket()) {
      probe.connect(new InetSocketAddress("127.0.0.1", server.address().getPort()));
    }
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> server(FakeFile.pattern("file", 10), s -> s.port = server.address().getPort()))
        .isInstanceOf(IOException.class)
        .hasMessageMatching("Cannot listen on 127.0.0.1:\\d+: Address already in use");
  }

  @Test
  void close_endsWaitingRequestsAndReleasesThePort() throws Exception {
    FakeFile file = FakeFile.pattern("file", 500_000).available(200_000);
    TestServer server = server(file, s -> {});
    WireClient idle = connect(server);
    assertThat(idle.get("/dav/").status()).isEqualTo(200);
    WireClient client = connect(server);
    client.send(GET);
    client.head();
    FakeFile.await(file.waiting);
    Thread closing = Thread.startVirtualThread(server::close);
    assertThat(idle.closedByServer()).isTrue();
    file.available(500_000);
    assertThat(client.exactly(500_000)).isEqualTo(file.bytes());
    closing.join();
    FakeFile.await(file.contentClosed);
  }

  @Test
  void close_cutsWhatDoesNotEndInTime() throws Exception {
    FakeFile file = FakeFile.pattern("file", 500_000).available(200_000);
    TestServer server = server(file, s -> {});
    WireClient client = connect(server);
    client.send(GET);
    client.head();
    client.exactly(200_000);
    FakeFile.await(file.waiting);
    server.close();
    assertThat(client.closedByServer()).isTrue();
    FakeFile.await(file.contentClosed);
    server.close();
  }
}
