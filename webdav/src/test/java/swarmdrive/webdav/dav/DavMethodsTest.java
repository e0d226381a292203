package swarmdrive.webdav.dav;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import swarmdrive.webdav.FakeFile;
import swarmdrive.webdav.FakeFolder;
import swarmdrive.webdav.TestServer;
import swarmdrive.webdav.WireClient;

/**
 * Every method on a file, a folder and nothing. A class missing at run time would show here as 500:
 * of milton's dependencies none is on the class path.
 */
class DavMethodsTest {
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    server =
        TestServer.of(new FakeFolder("").with(FakeFile.pattern("file", 10), new FakeFolder("dir")))
            .start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, 200, 200, 404",
    "HEAD, 200, 200, 404",
    "OPTIONS, 200, 200, 200",
    "PROPFIND, 207, 207, 404",
    "PUT, 403, 403, 403",
    "DELETE, 403, 403, 403",
    "MKCOL, 403, 403, 403",
    "MOVE, 403, 403, 403",
    "COPY, 403, 403, 403",
    "PROPPATCH, 403, 403, 403",
    "LOCK, 403, 403, 403",
    "UNLOCK, 403, 403, 403",
    "POST, 405, 405, 405",
    "PATCH, 405, 405, 405",
    "REPORT, 501, 501, 501",
    "CONNECT, 501, 501, 501"
  })
  void method_hasItsStatus(String method, int onFile, int onFolder, int onNothing)
      throws IOException {
    try (WireClient client = server.connect()) {
      assertThat(status(client, method, "/dav/file")).isEqualTo(onFile);
      assertThat(status(client, method, "/dav/dir/")).isEqualTo(onFolder);
      assertThat(status(client, method, "/dav/none")).isEqualTo(onNothing);
    }
  }

  private static int status(WireClient client, String method, String path) throws IOException {
    String[] lines = {"Depth: 0", "Destination: http://a/dav/x", "Timeout: Second-60"};
    return client.request(method, path, lines).status();
  }

  @ParameterizedTest
  @CsvSource({"PUT", "PROPPATCH", "LOCK", "MKCOL", "POST"})
  void refusal_takesTheBodyAndKeepsTheConnection(String method) throws IOException {
    try (WireClient client = server.connect()) {
      assertThat(client.withBody(method, "/dav/none", "x".repeat(100_000)).status()).isIn(403, 405);
      assertThat(client.get("/dav/file").status()).isEqualTo(200);
    }
  }
}
