package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ascii;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Requests that are nearly right, for a minute, or for as many seconds as the environment variable
 * {@code SWARMDRIVE_FUZZ_SECONDS} says; {@code SWARMDRIVE_FUZZ_SEED} repeats a run.
 */
class FuzzIT {
  private static final int CLIENTS = 4;
  private static final int ANSWER = 4 << 20;

  private final AtomicLong sent = new AtomicLong();
  private final Map<Integer, AtomicLong> answers = new ConcurrentHashMap<>();

  private static long setting(String name, long otherwise) {
    String value = System.getenv(name);
    return value == null ? otherwise : Long.parseLong(value);
  }

  @Test
  void nearlyRightRequests_areAnsweredOrRefusedAndLeaveNothingBehind() throws Exception {
    long seed = setting("SWARMDRIVE_FUZZ_SEED", System.nanoTime());
    Path data = RunFolder.create("data");
    Path folder = Files.createDirectories(data.resolve("library/folder"));
    Files.writeString(folder.resolveSibling("file"), "0123456789");
    Files.writeString(data.resolve("secret"), "the secret beside the library");
    var setup = Swarmdrive.Setup.on(data).with("SWARMDRIVE_HTTP_IDLE_TIMEOUT=5s");
    try (Swarmdrive swarmdrive = Swarmdrive.serve(setup)) {
      ServerUsage usage = new ServerUsage(swarmdrive.program().pid());
      long filesBefore = usage.openFiles();
      fuzz(swarmdrive.home(), seed);
      System.out.printf("fuzz: seed %d, %d connections, answers %s%n", seed, sent.get(), answers);

      assertThat(swarmdrive.get("healthz")).isEqualTo("ok\n");
      assertThat(answers).as("seed " + seed).doesNotContainKey(500);
      assertThat(swarmdrive.program().lines()).noneMatch(line -> line.contains("ERROR"));
      Eventually.isTrue(
          "all connections are gone",
          Duration.ofSeconds(60),
          () -> usage.openFiles() <= filesBefore + 8);
      assertThat(usage.residentMib()).isLessThan(600);
    }
    assertThat(Files.readString(data.resolve("secret"))).startsWith("the secret");
  }

  private void fuzz(URI home, long seed) throws Exception {
    long end = System.nanoTime() + setting("SWARMDRIVE_FUZZ_SECONDS", 60) * 1_000_000_000L;
    try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<Void>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        RequestMutator mutator = new RequestMutator(seed + i);
        Callable<Void> client = () -> client(home, mutator, end);
        running.add(clients.submit(client));
      }
      for (Future<Void> client : running) {
        client.get();
      }
    }
  }

  private Void client(URI home, RequestMutator mutator, long end) throws Exception {
    while (System.nanoTime() < end) {
      byte[] request = mutator.next();
      String answer;
      try (var connection = new RawHttp(home)) {
        connection.send(request);
        answer = connection.rest(ANSWER);
      } catch (java.net.SocketException e) {
        // refused before all of it was sent
        continue;
      }
      sent.incrementAndGet();
      int status = RawHttp.status(answer);
      answers.computeIfAbsent(status, any -> new AtomicLong()).incrementAndGet();
      String shown = new String(request, StandardCharsets.ISO_8859_1);
      assertThat(answer).as(shown).doesNotContain("the secret");
      assertThat(status).as(shown).isNotEqualTo(500);
      if (!Ascii.toLowerCase(shown).contains("destination")) {
        // right only for a Destination on another server (RFC 4918, 9.8.5)
        assertThat(status).as(shown).isNotEqualTo(502);
      }
    }
    return null;
  }
}
