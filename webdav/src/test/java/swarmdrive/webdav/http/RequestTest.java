package swarmdrive.webdav.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.webdav.FakeFile;
import swarmdrive.webdav.FakeFolder;
import swarmdrive.webdav.TestServer;
import swarmdrive.webdav.WireClient;

/** Requests as bytes: what is understood, and what is refused with which status. */
class RequestTest {
  private static final FakeFile FILE = FakeFile.pattern("file", 4096);
  private static TestServer server;
  private WireClient client;

  @BeforeAll
  static void start() throws IOException {
    server =
        TestServer.of(new FakeFolder("").with(FILE))
            .endpoint("/echo", x -> x.respond(200, Map.of(), x.body().readAllBytes()))
            .endpoint("/deaf", x -> x.respond(200, Map.of(), new byte[] {'!'}))
            .endpoint("/stream", RequestTest::stream)
            .start();
  }

  private static void stream(swarmdrive.webdav.HttpExchange exchange) throws IOException {
    try (var out = exchange.stream(200, Map.of())) {
      for (int i = 0; i < 100_000; i++) {
        out.write(i % 251);
      }
      out.flush();
      out.write("end".getBytes(StandardCharsets.US_ASCII));
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void connect() throws IOException {
    client = server.connect();
  }

  @AfterEach
  void disconnect() throws IOException {
    client.close();
  }

  @Test
  void severalRequestsInOnePacket_areAnsweredInOrder() throws IOException {
    String range = "GET /dav/file HTTP/1.1\nHost: a\nRange: bytes=%d-%d\n\n";
    StringBuilder packet = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      packet.append(range.formatted(i, i + 9));
    }
    client.send(packet.toString());
    for (int i = 0; i < 50; i++) {
      assertThat(client.answer("GET").field("Content-Range"))
          .isEqualTo("bytes " + i + "-" + (i + 9) + "/4096");
    }
  }

  @Test
  void bodyAndNextRequestInOnePacket_areKeptApart() throws IOException {
    client.send(
        "POST /echo HTTP/1.1\nHost: a\nContent-Length: 5\n\nhelloGET /deaf HTTP/1.1\nHost: a\n\n");
    assertThat(client.answer("POST").text()).isEqualTo("hello");
    assertThat(client.answer("GET").text()).isEqualTo("!");
  }

  @Test
  void chunkedBody_isDecodedAndTheConnectionGoesOn() throws IOException {
    client.send(
        "POST /echo HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n"
            + "5;x=y\nhello\n6\n world\n0\nTrailer: t\n\nGET /deaf HTTP/1.1\nHost: a\n\n");
    assertThat(client.answer("POST").text()).isEqualTo("hello world");
    assertThat(client.answer("GET").text()).isEqualTo("!");
  }

  @Test
  void answerOfUnknownLength_comesInChunks() throws IOException {
    WireClient.Answer answer = client.get("/stream");
    assertThat(answer.field("Transfer-Encoding")).isEqualTo("chunked");
    assertThat(answer.body()).hasSize(100_003).endsWith('e', 'n', 'd');
    assertThat(answer.body()[99_999]).isEqualTo((byte) (99_999 % 251));
    assertThat(client.get("/deaf").status()).isEqualTo(200);
  }

  @Test
  void answerOfUnknownLengthToHttp10_endsWithTheConnection() throws IOException {
    client.send("GET /stream HTTP/1.0\n\n");
    WireClient.Answer answer = client.answer("GET");
    assertThat(answer.fields()).doesNotContainKey("transfer-encoding");
    assertThat(answer.body()).hasSize(100_003);
  }

  @Test
  void http10_closesUnlessAskedToKeep() throws IOException {
    client.send("GET /deaf HTTP/1.0\nConnection: keep-alive\n\n");
    assertThat(client.answer("GET").field("Connection")).isEqualTo("keep-alive");
    client.send("GET /deaf HTTP/1.0\n\n");
    assertThat(client.answer("GET").field("Connection")).isEqualTo("close");
    assertThat(client.closedByServer()).isTrue();
  }

  @Test
  void connectionClose_isDone() throws IOException {
    assertThat(client.get("/deaf", "Connection: close").field("Connection")).isEqualTo("close");
    assertThat(client.closedByServer()).isTrue();
  }

  @Test
  void expect100_isGivenWhenTheBodyIsRead() throws IOException {
    client.send("POST /echo HTTP/1.1\nHost: a\nContent-Length: 3\nExpect: 100-continue\n\n");
    assertThat(client.head().status()).isEqualTo(100);
    client.send("abc");
    assertThat(client.answer("POST").text()).isEqualTo("abc");
  }

  @Test
  void expect100_isNotGivenWhenTheBodyIsNotWanted() throws IOException {
    client.send("PUT /dav/new HTTP/1.1\nHost: a\nContent-Length: 3\nExpect: 100-continue\n\n");
    WireClient.Answer answer = client.answer("PUT");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.field("Connection")).isEqualTo("close");
  }

  @Test
  void unreadBody_isDroppedAndTheConnectionGoesOn() throws IOException {
    assertThat(client.withBody("POST", "/deaf", "x".repeat(300_000)).text()).isEqualTo("!");
    assertThat(client.get("/deaf").text()).isEqualTo("!");
  }

  @Test
  void hugeUnreadBody_doesNotHideTheAnswer() throws IOException {
    client.send("PUT /dav/new HTTP/1.1\nHost: a\nContent-Length: 50000000\n\n");
    byte[] part = new byte[1_000_000];
    for (int i = 0; i < 20; i++) {
      client.send(part);
    }
    assertThat(client.answer("PUT").status()).isEqualTo(403);
  }

  @Test
  void bodyBeyondTheLimit_is413() throws IOException {
    assertThat(client.request("POST", "/echo", "Content-Length: 2000000").status()).isEqualTo(413);
    try (WireClient chunked = server.connect()) {
      chunked.send("POST /echo HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n");
      for (int i = 0; i < 18; i++) {
        chunked.send("10000\n" + "x".repeat(65536) + "\n");
      }
      assertThat(chunked.answer("POST").status()).isEqualTo(413);
    }
  }

  @Test
  void largeBody_comesThroughWhole() throws IOException {
    String body = "0123456789".repeat(100_000);
    assertThat(client.withBody("POST", "/echo", body).text()).isEqualTo(body);
  }

  @Test
  void absoluteTarget_isUnderstood() throws IOException {
    assertThat(client.get("http://elsewhere:81/deaf?x#").status()).isEqualTo(400);
    assertThat(server.connect().get("http://elsewhere:81/deaf?x").text()).isEqualTo("!");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\n\n",
        "GET / HTTP/1.1\nHost: a\nHost: b\n\n",
        "GET /\nHost: a\n\n",
        "GARBAGE\n\n",
        "GET / HTTP/1.1\nHost : a\n\n",
        "GET / HTTP/1.1\nHost: a\n folded\n\n",
        "POST / HTTP/1.1\nHost: a\nContent-Length: 1\nContent-Length: 2\n\nx",
        "POST / HTTP/1.1\nHost: a\nContent-Length: -1\n\n",
        "POST / HTTP/1.1\nHost: a\nContent-Length: 1x\n\n",
        "POST / HTTP/1.1\nHost: a\nContent-Length: 5\nTransfer-Encoding: chunked\n\n0\n\n",
        "POST / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked, identity\n\n0\n\n",
        "GET /%zz HTTP/1.1\nHost: a\n\n",
        "GET /% HTTP/1.1\nHost: a\n\n",
        "GET /%4 HTTP/1.1\nHost: a\n\n",
        "GET /%00 HTTP/1.1\nHost: a\n\n",
        "GET /%0d%0a HTTP/1.1\nHost: a\n\n",
        "GET /a\u0000b HTTP/1.1\nHost: a\n\n",
        "GET /%ff HTTP/1.1\nHost: a\n\n",
        "GET /%c0%af HTTP/1.1\nHost: a\n\n",
        "GET /dav/../x HTTP/1.1\nHost: a\n\n",
        "GET /dav/%2e%2e/x HTTP/1.1\nHost: a\n\n",
        "GET /dav/.%2E HTTP/1.1\nHost: a\n\n",
        "GET /dav/./x HTTP/1.1\nHost: a\n\n",
        "GET dav HTTP/1.1\nHost: a\n\n"
      })
  void malformedRequest_is400AndClosed(String request) throws IOException {
    client.send(request);
    WireClient.Answer answer = client.answer("GET");
    assertThat(answer.status()).isIn(400, 505);
    assertThat(answer.field("Connection")).isEqualTo("close");
  }

  @Test
  void tooLong_is414Or431() throws IOException {
    assertThat(client.get("/" + "x".repeat(10_000)).status()).isEqualTo(414);
    try (WireClient other = server.connect()) {
      assertThat(other.get("/deaf", "X-Long: " + "x".repeat(10_000)).status()).isEqualTo(431);
    }
    try (WireClient many = server.connect()) {
      String[] lines = new String[1000];
      java.util.Arrays.fill(lines, "X-Many: 1234567890");
      assertThat(many.get("/deaf", lines).status()).isEqualTo(431);
    }
  }

  @Test
  void unknownMethod_is501() throws IOException {
    assertThat(client.request("BREW", "/dav/file").status()).isEqualTo(501);
    assertThat(client.request("TRACE", "/dav/file").status()).isEqualTo(501);
    assertThat(client.get("/deaf").status()).isEqualTo(200);
  }

  @Test
  void damagedChunk_is400() throws IOException {
    client.send("POST /echo HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\nzz\n");
    assertThat(client.answer("POST").status()).isEqualTo(400);
    assertThat(client.closedByServer()).isTrue();
  }

  @Test
  void bodyCutOff_is400ToAHalfClosedClient() throws IOException {
    client.send("POST /echo HTTP/1.1\nHost: a\nContent-Length: 100\n\nabc");
    client.socket().shutdownOutput();
    assertThat(client.answer("POST").status()).isEqualTo(400);
  }

  @Test
  void halfClosedClient_getsAllItsAnswers() throws IOException {
    client.send("GET /dav/file HTTP/1.1\nHost: a\n\nGET /dav/file HTTP/1.1\nHost: a\n\n");
    client.socket().shutdownOutput();
    assertThat(client.answer("GET").body()).isEqualTo(FILE.bytes());
    assertThat(client.answer("GET").body()).isEqualTo(FILE.bytes());
    assertThat(client.closedByServer()).isTrue();
  }

  @Test
  void halfClosedClient_isToldWhatWasWrong() throws IOException {
    // often, because the request and the end must come in one read
    for (int i = 0; i < 100; i++) {
      try (WireClient other = server.connect()) {
        other.send("GARBAGE\n\n");
        other.socket().shutdownOutput();
        assertThat(other.answer("GET").status()).isEqualTo(400);
      }
    }
  }

  @Test
  void halfHead_isNotAnswered() throws IOException {
    client.send("GET /dav/file HT");
    client.socket().shutdownOutput();
    assertThatThrownBy(() -> client.answer("GET")).isInstanceOf(EOFException.class);
  }

  @Test
  void encodedSlashInAName_is404() throws IOException {
    assertThat(client.get("/dav%2Ffile").status()).isEqualTo(404);
    assertThat(client.get("/dav/file%2F").status()).isEqualTo(404);
  }

  @Test
  void repeatedSlashes_countAsOne() throws IOException {
    assertThat(client.get("//dav///file").status()).isEqualTo(200);
  }

  @Test
  void windowsPrefix_isTolerated() throws IOException {
    assertThat(client.get("/DavWWWRoot/dav/file").status()).isEqualTo(200);
    assertThat(client.request("PROPFIND", "/DavWWWRoot/dav/", "Depth: 0").status()).isEqualTo(207);
  }
}
