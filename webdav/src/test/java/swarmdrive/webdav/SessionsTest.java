package swarmdrive.webdav;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cookies instead of passwords, and whom endpoints are for. */
class SessionsTest {
  private final FakeAccounts accounts =
      new FakeAccounts().with("alice", "secret", false).with("bob", "looking", true);
  private final Sessions sessions = new Sessions(accounts, "/swarm/", true);
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    TestServer.Builder builder =
        TestServer.of(new FakeFolder("").with(FakeFile.pattern("file", 10)))
            .endpoint("/", new For(HttpEndpoint.Visitors.EVERYBODY))
            .endpoint("/session", new For(HttpEndpoint.Visitors.USERS))
            .endpoint("/api", new For(HttpEndpoint.Visitors.WRITERS));
    builder.accounts = Optional.of(accounts);
    server = builder.start();
  }

  /** Tells whom it sees. */
  private record For(HttpEndpoint.Visitors visitors) implements HttpEndpoint {
    @Override
    public void handle(HttpExchange exchange) throws IOException {
      String name = exchange.account().map(Account::name).orElse("nobody");
      exchange.respond(200, Map.of("Who", name), new byte[0]);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private WireClient.Answer send(String request, String... lines) throws IOException {
    try (WireClient client = server.connect()) {
      client.send(request + " HTTP/1.1\nHost: localhost\n" + String.join("\n", lines) + "\n\n");
      return client.answer(request.substring(0, request.indexOf(' ')));
    }
  }

  private static String as(String pair) {
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair.getBytes());
  }

  @ParameterizedTest
  @CsvSource({
    "GET /,        ,            200",
    "GET /ui/x,    ,            200",
    "OPTIONS /,    ,            401",
    "PROPFIND /,   ,            401",
    "GET /dav/,    ,            401",
    "GET /api/x,   ,            401",
    "GET /session, ,            401",
    "POST /api/x,  bob:looking, 403",
    "GET /api/x,   bob:looking, 200",
    "POST /session,bob:looking, 200",
    "POST /api/x,  alice:secret,200"
  })
  void endpoints_areForThoseTheySay(String request, String pair, int status) throws IOException {
    assertThat(send(request, pair == null ? "X: y" : as(pair)).status()).isEqualTo(status);
  }

  @Test
  void endpoint_learnsWhoAsks() throws IOException {
    assertThat(send("GET /api/x", as("bob:looking")).field("who")).isEqualTo("bob");
    assertThat(send("GET /", as("bob:looking")).field("who")).isEqualTo("nobody");
  }

  @Test
  void pageThatAsksItself_makesNoBrowserAsk() throws IOException {
    assertThat(send("GET /api/x").field("www-authenticate")).startsWith("Basic");
    assertThat(send("GET /api/x", "X-Requested-With: page").field("www-authenticate"))
        .startsWith("Session");
  }

  @Test
  void cookie_standsForItsUser_untilItIsClosed() {
    String field = sessions.open(accounts.find("alice").orElseThrow());
    assertThat(field).contains("; Path=/swarm/; HttpOnly; SameSite=Strict; Secure");
    String cookie = field.substring(0, field.indexOf(';'));
    assertThat(sessions.find("other=1; " + cookie)).map(Account::name).contains("alice");

    assertThat(sessions.close(cookie)).contains("Max-Age=0");
    assertThat(sessions.find(cookie)).isEmpty();
  }

  @Test
  void cookie_endsWithThePasswordOrTheUser() {
    String field = sessions.open(accounts.find("alice").orElseThrow());
    String cookie = field.substring(0, field.indexOf(';'));
    accounts.with("alice", "another", false);
    assertThat(sessions.find(cookie)).isEmpty();

    accounts.remove("alice");
    assertThat(sessions.find(cookie)).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", ";", "swarmdrive-session", "swarmdrive-session=", "swarmdrive-session=AAAA"})
  void whatIsNoSession_isNobody(String cookies) {
    assertThat(sessions.find(cookies)).isEmpty();
  }
}
