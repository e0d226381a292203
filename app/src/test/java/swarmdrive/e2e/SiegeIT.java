package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that mean no good, in numbers; somebody who means well is served all the while. */
class SiegeIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final int IDLE = 10_000;
  private static final int MANY = 400;

  private Path data;
  private Swarmdrive swarmdrive;
  private ServerUsage usage;
  private long filesBefore;
  private final List<RawHttp> clients = new ArrayList<>();

  @BeforeEach
  void serve() throws Exception {
    data = RunFolder.create("data");
    Path library = Files.createDirectories(data.resolve("library"));
    Files.write(library.resolve("big"), new byte[64 << 20]);
    Files.writeString(library.resolve("file"), "content");
    Files.writeString(data.resolve("secret"), "the secret beside the library");
    swarmdrive =
        Swarmdrive.serve(
            Swarmdrive.Setup.on(data)
                .with("SWARMDRIVE_HTTP_CONNECTIONS=20000")
                .with("SWARMDRIVE_HTTP_CONNECTIONS_PER_ADDRESS=20000")
                .with("SWARMDRIVE_HTTP_HEADER_TIMEOUT=30s")
                .with("SWARMDRIVE_READ_PROGRESS_TIMEOUT=30s"));
    usage = new ServerUsage(swarmdrive.program().pid());
    assertServed();
    filesBefore = usage.openFiles();
  }

  @AfterEach
  void stop() throws IOException {
    for (RawHttp client : clients) {
      client.close();
    }
    swarmdrive.close();
  }

  private RawHttp connect() throws IOException {
    RawHttp client = new RawHttp(swarmdrive.home());
    clients.add(client);
    return client;
  }

  private void assertServed() throws IOException, InterruptedException {
    assertThat(swarmdrive.get("dav/file")).isEqualTo("content");
  }

  private void assertNothingIsLeft() throws IOException, InterruptedException {
    for (RawHttp client : clients) {
      client.close();
    }
    Eventually.isTrue("nothing is left open", LIMIT, () -> usage.openFiles() <= filesBefore + 8);
    assertServed();
  }

  @Test
  void tenThousandIdleConnections_costLittleAndHinderNobody() throws Exception {
    for (int i = 0; i < IDLE; i++) {
      connect();
    }
    Eventually.isTrue("all are accepted", LIMIT, () -> usage.openFiles() >= filesBefore + IDLE);
    assertServed();
    assertThat(usage.residentMib()).isLessThan(500);
    assertNothingIsLeft();
  }

  @Test
  void slowHeads_areCutOff() throws Exception {
    for (int i = 0; i < MANY; i++) {
      connect().send("GET /dav/file HTTP/1.1\r\nHost: local");
    }
    assertServed();
    for (RawHttp client : clients) {
      assertThat(client.read(1000)).isEmpty();
    }
    assertNothingIsLeft();
  }

  @Test
  void slowReaders_holdFewBuffersAndAreCutOff() throws Exception {
    for (int i = 0; i < MANY; i++) {
      connect().send("GET /dav/big HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    assertServed();
    assertThat(usage.residentMib()).isLessThan(500);
    Eventually.isTrue(
        "who takes nothing is cut off", LIMIT, () -> usage.openFiles() <= filesBefore + 8);
    assertServed();
  }

  @Test
  void abortedBodies_areForgotten() throws Exception {
    for (int i = 0; i < MANY; i++) {
      RawHttp client = connect();
      client.send(
          "PUT /dav/aborted-"
              + i
              + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n"
              + "\r\n"
              + "x".repeat(10_000));
      client.reset();
    }
    assertNothingIsLeft();
    assertThat(swarmdrive.get("dav/")).doesNotContain("aborted-");
  }

  @Test
  void floodsOfFields_areRefused() throws Exception {
    for (int i = 0; i < 50; i++) {
      RawHttp client = connect();
      client.send(
          "GET /dav/file HTTP/1.1\r\nHost: localhost\r\n" + "A: b\r\n".repeat(20_000) + "\r\n");
      assertThat(RawHttp.status(client.rest(10_000))).isIn(0, 431);
    }
    assertNothingIsLeft();
  }

  @Test
  void pathTricks_reachNothingOutside() throws Exception {
    String[] tricks = {
      "/dav/../secret",
      "/dav/%2e%2e/secret",
      "/dav/..%2fsecret",
      "/dav/%2e%2e%2fsecret",
      "/dav/..%5csecret",
      "/dav/..\\secret",
      "/dav/folder/../../secret",
      "/dav//../secret",
      "/dav/%c0%ae%c0%ae/secret",
      "/dav/.%00./secret",
      "/dav/\u00ff/../secret",
      "/../secret",
      "/secret",
      "/dav/%252e%252e/secret",
      "/dav/ ../secret",
      "/dav/..;/secret",
      "/dav/..%00/secret"
    };
    String[] methods = {
      "GET",
      "HEAD",
      "PROPFIND",
      "PUT",
      "DELETE",
      "MKCOL",
      "COPY",
      "MOVE",
      "PROPPATCH",
      "LOCK",
      "UNLOCK",
      "POST",
      "OPTIONS"
    };
    for (String method : methods) {
      for (String trick : tricks) {
        String fields = " HTTP/1.1\r\nHost: localhost\r\nDepth: 0\r\nContent-Length: 1\r\n";
        assertThat(answer(method + " " + trick + fields + "Destination: /dav/got\r\n\r\nx"))
            .doesNotContain("the secret");
        assertThat(answer(method + " /dav/file" + fields + "Destination: " + trick + "\r\n\r\nx"))
            .doesNotContain("the secret");
        restore();
      }
    }
    assertThat(Files.readString(data.resolve("secret"))).isEqualTo("the secret beside the library");
    assertNothingIsLeft();
  }

  /** What the request itself may do to the file is not the question here. */
  private void restore() throws IOException {
    Files.deleteIfExists(data.resolve("library/got"));
    Files.writeString(data.resolve("library/file"), "content");
  }

  private String answer(String request) throws IOException {
    try (var connection = new RawHttp(swarmdrive.home())) {
      connection.send(request);
      return connection.rest(100_000);
    }
  }
}
