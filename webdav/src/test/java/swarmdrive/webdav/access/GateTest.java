package swarmdrive.webdav.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.webdav.AccessConfig;
import swarmdrive.webdav.FakeAccounts;
import swarmdrive.webdav.FakeFile;
import swarmdrive.webdav.FakeFolder;
import swarmdrive.webdav.TestServer;
import swarmdrive.webdav.WireClient;

/** Names of the server, other sites' pages, and proxies. */
class GateTest {
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = server(Set.of(), Optional.empty());
  }

  private static TestServer server(Set<String> proxies, Optional<FakeAccounts> accounts)
      throws IOException {
    TestServer.Builder builder =
        TestServer.of(new FakeFolder("").with(FakeFile.pattern("file", 10)))
            .endpoint("/api/v1/", x -> x.respond(200, Map.of(), new byte[] {'!'}));
    builder.access =
        new AccessConfig(
            List.of("drive.example.org", "*.example.net"),
            Set.copyOf(proxies.stream().map(InetAddresses::forString).toList()),
            false);
    builder.accounts = accounts.map(a -> a);
    return builder.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static int get(TestServer server, String target, String... lines) throws IOException {
    try (WireClient client = server.connect()) {
      client.send("GET " + target + " HTTP/1.1\n" + String.join("\n", lines) + "\n\n");
      return client.answer("GET").status();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:8080",
        "[::1]:8080",
        "192.168.1.7",
        "localhost",
        "LocalHost:99",
        "nas",
        "nas.local",
        "nas.lan.",
        "drive.example.org",
        "DRIVE.example.org:8080",
        "a.b.example.net"
      })
  void ownName_isServed(String host) throws IOException {
    assertThat(get(server, "/dav/file", "Host: " + host)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example.com",
        "drive.example.org.evil.com",
        "xdrive.example.org",
        "example.net",
        "127.0.0.1.evil.com",
        "localhost.evil.com",
        "user@drive.example.org"
      })
  void otherName_is421(String host) throws IOException {
    assertThat(get(server, "/dav/file", "Host: " + host)).isIn(400, 421);
    assertThat(get(server, "/api/v1/x", "Host: " + host)).isIn(400, 421);
  }

  @Test
  void absoluteTarget_countsMoreThanHost() throws IOException {
    assertThat(get(server, "http://evil.com/dav/file", "Host: localhost")).isEqualTo(421);
    assertThat(get(server, "http://localhost/dav/file", "Host: localhost")).isEqualTo(200);
  }

  @Test
  void http10WithoutHost_isServed() throws IOException {
    try (WireClient client = server.connect()) {
      client.send("GET /dav/file HTTP/1.0\n\n");
      assertThat(client.answer("GET").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST|Origin: http://localhost:8080|200",
        "POST|Origin: https://LOCALHOST:8080|200",
        "POST|Origin: http://localhost|403",
        "POST|Origin: http://localhost:3000|403",
        "POST|Origin: http://evil.com|403",
        "POST|Origin: null|403",
        "POST|Origin:|403",
        "POST|Sec-Fetch-Site: cross-site|403",
        "POST|Sec-Fetch-Site: same-origin|200",
        "POST|Sec-Fetch-Site: none|200",
        "POST|X: y|200",
        "GET|Origin: http://evil.com|403",
        "GET|Origin: http://localhost:8080|200",
        "GET|Sec-Fetch-Site: cross-site|403",
        "OPTIONS|Origin: http://evil.com|403"
      })
  void otherSitesPages_mayAskForNothing(String method, String line, int status) throws IOException {
    try (WireClient client = server.connect()) {
      client.send(method + " /api/v1/x HTTP/1.1\nHost: localhost:8080\n" + line + "\n\n");
      assertThat(client.answer(method).status()).isEqualTo(status);
    }
  }

  @Test
  void linkFromAnotherSite_isFollowed() throws IOException {
    String[] lines = {"Host: localhost", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"};
    assertThat(get(server, "/dav/file", lines)).isEqualTo(200);
  }

  @Test
  void defaultPorts_areNoDifference() throws IOException {
    assertThat(get(server, "/dav/file", "Host: nas", "Origin: http://nas:80")).isEqualTo(200);
    assertThat(get(server, "/dav/file", "Host: nas:443", "Origin: https://nas")).isEqualTo(200);
  }

  @Test
  void forwardedHost_countsFromTrustedProxiesOnly() throws IOException {
    String[] lines = {"Host: 127.0.0.1", "X-Forwarded-Host: evil.com"};
    assertThat(get(server, "/dav/file", lines)).isEqualTo(200);
    try (TestServer behind = server(Set.of("127.0.0.1"), Optional.empty())) {
      assertThat(get(behind, "/dav/file", lines)).isEqualTo(421);
      String own = "X-Forwarded-Host: drive.example.org";
      assertThat(get(behind, "/dav/file", "Host: x.example.com", own)).isEqualTo(200);
      String origin = "Origin: https://drive.example.org";
      assertThat(get(behind, "/dav/file", "Host: 127.0.0.1:1", own, origin)).isEqualTo(200);
    }
  }

  private static int guess(TestServer server, String client) throws IOException {
    return get(
        server,
        "/dav/file",
        "Host: localhost",
        "X-Forwarded-For: " + client,
        BasicTest.basic("alice:guess"));
  }

  @Test
  void guessersBehindAProxy_areToldApartByTheLastAddressThatIsNotAProxys() throws IOException {
    FakeAccounts accounts = new FakeAccounts().with("alice", "sesame", false);
    try (TestServer behind = server(Set.of("127.0.0.1", "10.0.0.1"), Optional.of(accounts))) {
      for (int i = 0; i < 5; i++) {
        assertThat(guess(behind, "198.51.100." + i + ", 192.0.2.7, 10.0.0.1")).isEqualTo(401);
      }
      assertThat(guess(behind, "192.0.2.7")).isEqualTo(429);
      assertThat(guess(behind, "192.0.2.8")).isEqualTo(401);
      assertThat(guess(behind, "192.0.2.7, nonsense")).isEqualTo(401);
    }
  }
}
