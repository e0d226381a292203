package swarmdrive.webdav.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
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

/**
 * Requests that nobody would send: whatever comes, each answer is well-formed, none is an error of
 * the server, and the next client is served.
 */
class HostileProperties {
  private static final String[] PARTS = {
    "GET ",
    "HEAD ",
    "POST ",
    "PROPFIND ",
    "PUT ",
    "OPTIONS ",
    "BREW ",
    "/",
    "/dav/",
    "/dav/file",
    "/echo",
    "*",
    "%2e%2e",
    "%00",
    "%zz",
    "http://a",
    "?q",
    "#",
    " HTTP/1.1",
    " HTTP/1.0",
    " HTTP/2.0",
    "\r\n",
    "\n",
    "\r",
    "\r\n\r\n",
    "Host: a\r\n",
    "Content-Length: 3\r\n",
    "Content-Length: 99999999999999999999\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Depth: 1\r\n",
    "Depth: infinity\r\n",
    "Range: bytes=1-2,4-\r\n",
    "If-Match: \"\r\n",
    "Expect: 100-continue\r\n",
    "Connection: close\r\n",
    "Connection: ,,\r\n",
    ": x\r\n",
    " folded\r\n",
    "3\r\nabc\r\n",
    "0\r\n\r\n",
    "fffffffff\r\n",
    "\u0000",
    "\u0016\u0003\u0001",
    "é",
    "<propfind xmlns='DAV:'>"
  };

  @SuppressWarnings("NullAway.Init")
  private static TestServer server;

  @BeforeContainer
  static void start() throws IOException {
    server =
        TestServer.of(new FakeFolder("").with(FakeFile.pattern("file", 300)))
            .endpoint("/echo", x -> x.respond(200, Map.of(), x.body().readAllBytes()))
            .start();
  }

  @AfterContainer
  static void stop() {
    server.close();
  }

  @Provide
  Arbitrary<String> pieced() {
    return Arbitraries.of(PARTS).list().ofMinSize(1).ofMaxSize(14).map(p -> String.join("", p));
  }

  @Property(tries = 400)
  void requestsPiecedTogether_getSoundAnswers(@ForAll("pieced") String bytes) throws IOException {
    probe(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Property(tries = 300)
  void damagedRequests_getSoundAnswers(@ForAll Random random) throws IOException {
    byte[] bytes =
        ("PROPFIND /dav/ HTTP/1.1\r\nHost: a\r\nDepth: 1\r\nContent-Length: 64\r\n\r\n"
                + "<propfind xmlns='DAV:'><prop><getetag/><x/></prop></propfind>    "
                + "GET /dav/file HTTP/1.1\r\nHost: a\r\nRange: bytes=5-9\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i <= random.nextInt(4); i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    probe(bytes);
  }

  private static void probe(byte[] bytes) throws IOException {
    try (WireClient client = server.connect()) {
      client.send(bytes);
      client.socket().shutdownOutput();
      readAnswers(client);
    }
    try (WireClient next = server.connect()) {
      assertThat(next.get("/dav/file").status()).isEqualTo(200);
    }
  }

  /** Reads what comes until the server closes; HEAD is told by its missing body only. */
  private static void readAnswers(WireClient client) throws IOException {
    try {
      byte[] all = client.in().readAllBytes();
      String text = new String(all, StandardCharsets.ISO_8859_1);
      if (!text.isEmpty()) {
        assertThat(text).startsWith("HTTP/1.1 ");
        assertThat(text).doesNotContain("HTTP/1.1 500");
      }
    } catch (EOFException | SocketException e) {
      // closed with something unread: the server owes no answer to such a client
      assertThat(e).isNotNull();
    }
  }
}
