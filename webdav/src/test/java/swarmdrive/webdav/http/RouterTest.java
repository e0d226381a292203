package swarmdrive.webdav.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import swarmdrive.webdav.FakeFile;
import swarmdrive.webdav.FakeFolder;
import swarmdrive.webdav.HttpEndpoint;
import swarmdrive.webdav.TestServer;
import swarmdrive.webdav.WireClient;

class RouterTest {
  private static HttpEndpoint named(String name) {
    return exchange -> {
      String seen = name + " " + exchange.method() + " " + exchange.path() + " " + exchange.query();
      exchange.respond(
          200, Map.of("Content-Type", "text/plain"), seen.getBytes(StandardCharsets.UTF_8));
    };
  }

  private static TestServer.Builder server() {
    return TestServer.of(new FakeFolder("").with(FakeFile.pattern("file", 10)))
        .endpoint("/healthz", named("health"))
        .endpoint("/api/v1/", named("api"))
        .endpoint("/api/v1/events", named("events"));
  }

  @ParameterizedTest
  @CsvSource({
    "/healthz, health GET /healthz",
    "/healthz/, health GET /healthz/",
    "/healthz/x, health GET /healthz/x",
    "/api/v1, api GET /api/v1",
    "/api/v1/torrents/a%20b?q=1%20, api GET /api/v1/torrents/a b q=1%20",
    "/api/v1/events, events GET /api/v1/events",
    "/api/v1/eventsx, api GET /api/v1/eventsx"
  })
  void longestPrefixOfSegments_wins(String path, String seen) throws IOException {
    try (TestServer server = server().start();
        WireClient client = server.connect()) {
      assertThat(client.get(path).text().strip()).isEqualTo(seen);
      assertThat(client.get("/healthzz").status()).isEqualTo(404);
      assertThat(client.get("/api").status()).isEqualTo(404);
      assertThat(client.get("/dav/file").status()).isEqualTo(200);
    }
  }

  @Test
  void endpointAtTheRoot_answersAllThatNobodyElseDoes() throws IOException {
    try (TestServer server = server().endpoint("/", named("ui")).start();
        WireClient client = server.connect()) {
      assertThat(client.get("/").text()).isEqualTo("ui GET / ");
      assertThat(client.get("/app.js").text()).isEqualTo("ui GET /app.js ");
      assertThat(client.get("/healthz").text()).startsWith("health");
      assertThat(client.get("/dav/file").body()).hasSize(10);
      assertThat(client.request("OPTIONS", "/").field("DAV")).isEqualTo("1");
      assertThat(client.request("PROPFIND", "/", "Depth: 0").status()).isEqualTo(207);
    }
  }

  @Test
  void driveAtTheRoot_leavesItsEndpointsAlone() throws IOException {
    TestServer.Builder builder = server();
    builder.drivePath = "/";
    try (TestServer server = builder.start();
        WireClient client = server.connect()) {
      assertThat(client.get("/file").body()).hasSize(10);
      assertThat(client.get("/").text()).contains("href=\"/file\"");
      assertThat(client.get("/healthz").text()).startsWith("health");
      assertThat(client.request("PROPFIND", "/", "Depth: 1").text())
          .contains("<D:href>/</D:href>", "<D:href>/file</D:href>");
    }
  }

  @Test
  void basePath_isBeforeEverythingAndEndpointsDoNotSeeIt() throws IOException {
    TestServer.Builder builder =
        TestServer.of(new FakeFolder("").with(FakeFile.pattern("file", 10)))
            .endpoint("/api/v1/", x -> x.respond(200, Map.of(), x.path().getBytes(UTF_8)))
            .endpoint("/", x -> x.respond(200, Map.of(), ("ui " + x.path()).getBytes(UTF_8)));
    builder.basePath = "/my/swarm/";
    builder.drivePath = "/my/swarm/dav/";
    try (TestServer server = builder.start();
        WireClient client = server.connect()) {
      assertThat(client.get("/my/swarm/api/v1/status").text()).isEqualTo("/api/v1/status");
      assertThat(client.get("/my/swarm/").text()).isEqualTo("ui /");
      assertThat(client.get("/my/swarm/page").text()).isEqualTo("ui /page");
      assertThat(client.get("/my/swarm/dav/file").body()).hasSize(10);
      assertThat(client.get("/api/v1/status").status()).isEqualTo(404);
      assertThat(client.get("/").field("Location")).isEqualTo("/my/swarm/dav/");
      assertThat(client.request("PROPFIND", "/", "Depth: 1").text()).contains(">/my/<");
    }
  }

  @Test
  void driveBelowSeveralFolders_isReachedThroughThem() throws IOException {
    TestServer.Builder builder = server();
    builder.drivePath = "/a%20b/c/";
    try (TestServer server = builder.start();
        WireClient client = server.connect()) {
      assertThat(client.get("/a%20b/c/file").body()).hasSize(10);
      assertThat(client.get("/").field("Location")).isEqualTo("/a%20b/c/");
      assertThat(client.request("PROPFIND", "/a%20b/", "Depth: 1").text())
          .contains("<D:href>/a%20b/</D:href>", "<D:href>/a%20b/c/</D:href>");
    }
  }

  @Test
  void endpointThatSaysNothing_is404_andOneThatFails_is500() throws IOException {
    HttpEndpoint broken =
        exchange -> {
          throw new IllegalStateException("planned");
        };
    try (TestServer server =
            server().endpoint("/silent", exchange -> {}).endpoint("/broken", broken).start();
        WireClient client = server.connect()) {
      assertThat(client.get("/silent").status()).isEqualTo(404);
      assertThat(client.get("/broken").status()).isEqualTo(500);
      assertThat(client.get("/healthz").status()).isEqualTo(200);
    }
  }

  @Test
  void javasOwnClient_isServed() throws Exception {
    try (TestServer server = server().start();
        HttpClient client = HttpClient.newHttpClient()) {
      URI file = URI.create("http:/" + server.address() + "/dav/file");
      for (int i = 0; i < 20; i++) {
        byte[] body =
            client.send(HttpRequest.newBuilder(file).build(), BodyHandlers.ofByteArray()).body();
        assertThat(body).hasSize(10);
      }
    }
  }
}
