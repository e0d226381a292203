package swarmdrive.webdav.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import swarmdrive.webdav.FakeFile;
import swarmdrive.webdav.FakeFolder;
import swarmdrive.webdav.TestServer;
import swarmdrive.webdav.WireClient;

/** However the bytes of requests are cut into packets, the answers are the same. */
class PipelineProperties {
  private static final FakeFile FILE = FakeFile.pattern("file", 300);

  @SuppressWarnings("NullAway.Init")
  private static TestServer server;

  private record Exchange(String method, String request, byte[] expected) {}

  @BeforeContainer
  static void start() throws IOException {
    server =
        TestServer.of(new FakeFolder("").with(FILE))
            .endpoint("/echo", x -> x.respond(200, Map.of(), x.body().readAllBytes()))
            .endpoint("/deaf", x -> x.respond(200, Map.of(), new byte[] {'!'}))
            .start();
  }

  @AfterContainer
  static void stop() {
    server.close();
  }

  @Provide
  Arbitrary<List<Exchange>> exchanges() {
    Arbitrary<String> bodies = Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(60);
    Arbitrary<Exchange> get =
        Arbitraries.of(
            new Exchange("GET", "GET /dav/file HTTP/1.1\r\nHost: a\r\n\r\n", FILE.bytes()),
            new Exchange(
                "GET",
                "GET /dav/file HTTP/1.1\r\nHost: a\r\nRange: bytes=5-9\r\n\r\n",
                Arrays.copyOfRange(FILE.bytes(), 5, 10)),
            new Exchange("HEAD", "HEAD /dav/file HTTP/1.1\r\nHost: a\r\n\r\n", new byte[0]));
    return Arbitraries.oneOf(
            get,
            bodies.map(b -> posted("/echo", b, b)),
            bodies.map(b -> posted("/deaf", b, "!")),
            bodies.map(PipelineProperties::chunked))
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  private static Exchange posted(String path, String body, String answer) {
    String head = "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length();
    return new Exchange(
        "POST", head + "\r\n\r\n" + body, answer.getBytes(StandardCharsets.US_ASCII));
  }

  private static Exchange chunked(String body) {
    StringBuilder request =
        new StringBuilder("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < body.length(); i += 7) {
      String chunk = body.substring(i, Math.min(body.length(), i + 7));
      request
          .append(Integer.toHexString(chunk.length()))
          .append("\r\n")
          .append(chunk)
          .append("\r\n");
    }
    byte[] expected = body.getBytes(StandardCharsets.US_ASCII);
    return new Exchange("POST", request + "0\r\n\r\n", expected);
  }

  @Property(tries = 150)
  void anySplit_givesTheSameAnswersInOrder(
      @ForAll("exchanges") List<Exchange> exchanges, @ForAll java.util.Random random)
      throws IOException {
    StringBuilder all = new StringBuilder();
    exchanges.forEach(exchange -> all.append(exchange.request));
    byte[] bytes = all.toString().getBytes(StandardCharsets.US_ASCII);
    try (WireClient client = server.connect()) {
      for (int at = 0; at < bytes.length; ) {
        int end = Math.min(bytes.length, at + 1 + random.nextInt(60));
        client.send(Arrays.copyOfRange(bytes, at, end));
        at = end;
      }
      for (Exchange exchange : exchanges) {
        WireClient.Answer answer = client.answer(exchange.method);
        assertThat(answer.status()).isIn(200, 206);
        assertThat(answer.body()).isEqualTo(exchange.expected);
      }
    }
  }
}
