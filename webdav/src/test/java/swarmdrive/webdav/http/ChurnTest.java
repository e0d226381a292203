package swarmdrive.webdav.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.webdav.FakeFile;
import swarmdrive.webdav.FakeFolder;
import swarmdrive.webdav.TestServer;
import swarmdrive.webdav.WireClient;

/**
 * Hundreds of clients that come and go at any moment. Faults: leaving in mid-head, mid-body and
 * mid-answer, by FIN and by RST; half-closing; pipelines; garbage; content that never comes.
 * Afterwards nothing is held and the server answers as before.
 */
class ChurnTest {
  private static final int CLIENTS = 400;

  @TempDir Path disk;
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

  @Test
  void clientsThatComeAndGo_leaveNothingBehind() throws Exception {
    FakeFile onDisk = FakeFile.pattern("disk", 3_000_000).onDisk(disk, 300_000);
    FakeFile inMemory = FakeFile.pattern("memory", 1_000_000);
    FakeFile stuck = FakeFile.pattern("stuck", 1_000_000).available(500_000);
    FakeFolder root = new FakeFolder("").with(onDisk, inMemory, stuck);
    try (TestServer server =
        TestServer.of(root)
            .endpoint("/echo", x -> x.respond(200, Map.of(), x.body().readAllBytes()))
            .start()) {
      churn(server, onDisk, inMemory);
      TestServer.eventually(() -> server.server().connections() == 0);
      TestServer.eventually(() -> onDisk.leases.get() == 0);
      for (FakeFile file : new FakeFile[] {onDisk, inMemory, stuck}) {
        TestServer.eventually(() -> file.opened.get() == file.closed.get());
      }
      HttpServer inside = (HttpServer) server.server();
      TestServer.eventually(() -> inside.buffersInUse() == 0);
      try (WireClient client = server.connect()) {
        assertThat(client.get("/dav/disk").body()).isEqualTo(onDisk.bytes());
      }
    }
    assertThat(failures).isEmpty();
  }

  private void churn(TestServer server, FakeFile onDisk, FakeFile inMemory) throws Exception {
    Semaphore atOnce = new Semaphore(20);
    CountDownLatch done = new CountDownLatch(CLIENTS);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int seed = 0; seed < CLIENTS; seed++) {
        Random random = new Random(seed);
        atOnce.acquire();
        clients.execute(
            () -> {
              try (WireClient client = server.connect()) {
                behave(client, random, random.nextBoolean() ? onDisk : inMemory);
              } catch (Throwable e) {
                failures.add(e);
              } finally {
                atOnce.release();
                done.countDown();
              }
            });
      }
      FakeFile.await(done);
    }
  }

  private static void behave(WireClient client, Random random, FakeFile file) throws IOException {
    if (random.nextBoolean()) {
      client.socket().setSoLinger(true, 0);
    }
    String get = "GET /dav/" + file.name() + " HTTP/1.1\nHost: a\n\n";
    switch (random.nextInt(8)) {
      case 0 -> assertThat(client.send(get).answer("GET").body()).isEqualTo(file.bytes());
      case 1 -> leaveInMidAnswer(client.send(get), random.nextInt(900_000));
      case 2 -> client.send(get.substring(0, random.nextInt(get.length())));
      case 3 -> leaveInMidAnswer(client.send(get.repeat(5)), random.nextInt(900_000));
      case 4 -> client.send("POST /echo HTTP/1.1\nHost: a\nContent-Length: 500000\n\nsome");
      case 5 -> client.send("\u0016\u0003 garbage \n\n\n" + get);
      case 6 ->
          leaveInMidAnswer(
              client.send("GET /dav/stuck HTTP/1.1\nHost: a\n\n"), random.nextInt(500_000));
      default -> {
        int from = random.nextInt(900_000);
        client.send(get.replace("\n\n", "\nRange: bytes=" + from + "-\n\n"));
        client.socket().shutdownOutput();
        byte[] all = file.bytes();
        assertThat(client.finalAnswer("GET").body())
            .isEqualTo(Arrays.copyOfRange(all, from, all.length));
      }
    }
  }

  private static void leaveInMidAnswer(WireClient client, int after) throws IOException {
    client.head();
    client.exactly(after);
  }
}
