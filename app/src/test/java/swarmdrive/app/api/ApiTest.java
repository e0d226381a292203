package swarmdrive.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.app.testing.FakeExchange;
import swarmdrive.webdav.Account;
import swarmdrive.webdav.HttpEndpoint;

/** What concerns all of the API, and its small resources. */
final class ApiTest {
  @TempDir Path temporary;

  private Api api;

  @BeforeEach
  void open() throws IOException {
    api = new Api(temporary);
  }

  @AfterEach
  void close() throws IOException {
    api.close();
  }

  @Test
  void status_tellsCountersOfEngineAndServer() throws IOException {
    api.clock.advance(Duration.ofSeconds(90));
    JsonNode status = api.get("status").json();

    assertThat(status.get("started").asText()).isEqualTo("2024-01-01T00:00:00Z");
    assertThat(status.get("uptimeSeconds").asLong()).isEqualTo(90);
    assertThat(status.get("bytesServed").asLong()).isEqualTo(12);
    assertThat(status.get("connections").asInt()).isEqualTo(11);
    assertThat(status.get("bytesSent").asLong()).isEqualTo(4);
    assertThat(status.get("bytesStored").asLong()).isEqualTo(7);
    assertThat(status.get("cacheUsed").asLong()).isEqualTo(8);
    assertThat(status.get("cacheLimit").asLong()).isEqualTo(9);
    assertThat(status.get("cacheProblem").asText()).isEmpty();
    assertThat(status.get("listenPort").asInt()).isEqualTo(42881);
  }

  @Test
  void everyOperation_isDescribed_andNothingElse() {
    Set<String> there = new TreeSet<>();
    api.endpoint
        .operations()
        .forEach(operation -> there.add(operation.method() + " " + operation.path().text()));
    assertThat(there).isEqualTo(new TreeSet<>(api.description.operations().keySet()));
  }

  @Test
  void description_isServed_andSaysItsVersion() throws IOException {
    JsonNode description = api.get("openapi.json").json();
    assertThat(description.get("openapi").asText()).isEqualTo("3.1.0");
    assertThat(description.at("/servers/0/url").asText() + "/").isEqualTo(ApiEndpoint.PREFIX);
  }

  @Test
  void description_refersToWhatIsThere_andEachOperationHasItsName() {
    JsonNode document = api.description.document();
    document
        .findValues("$ref")
        .forEach(
            ref -> {
              assertThat(ref.asText()).startsWith("#/");
              assertThat(document.at(ref.asText().substring(1)).isMissingNode())
                  .as(ref.asText())
                  .isFalse();
            });
    Set<String> names = new TreeSet<>();
    document.findValues("operationId").forEach(name -> names.add(name.asText()));
    assertThat(names).hasSize(api.description.operations().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nothing", "status/", "Status", "torrents/../status", "torrents/x/y"})
  void unknownPath_is404AsAProblem(String path) throws IOException {
    FakeExchange exchange = Api.request("GET", path);
    api.endpoint.handle(exchange);
    assertThat(exchange.status).isEqualTo(404);
    assertThat(exchange.headers).containsEntry("Content-Type", "application/problem+json");
    api.description.checkBody("Problem", exchange.json());
    assertThat(exchange.json().get("title").asText()).isEqualTo("Not Found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST | status | GET, HEAD
          PUT | torrents | GET, HEAD, POST
          POST | torrents/0123456789012345678901234567890123456789 | DELETE, GET, HEAD, PATCH
          GET | routes/x | DELETE
          """)
  void otherMethods_are405AndNameThoseAllowed(String method, String path, String allowed)
      throws IOException {
    FakeExchange exchange = Api.request(method, path);
    api.endpoint.handle(exchange);
    assertThat(exchange.status).isEqualTo(405);
    assertThat(exchange.headers).containsEntry("Allow", allowed);
    api.description.checkBody("Problem", exchange.json());
  }

  @Test
  void answers_areNeverStoredNorGuessed() throws IOException {
    assertThat(api.get("status").headers)
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Content-Type", "application/json");
  }

  @Test
  void head_isAnsweredAsGet() throws IOException {
    FakeExchange exchange = Api.request("HEAD", "status");
    api.endpoint.handle(exchange);
    assertThat(exchange.status).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "torrents?offset=-1",
        "torrents?limit=0",
        "torrents?limit=10001",
        "torrents?limit=many",
        "torrents?name=%zz",
        "log?level=loud",
        "log?after=x",
        "log?limit=2001",
        "events?log=loud",
        "routes?limit=1.5"
      })
  void wrongQuery_is400(String target) throws IOException {
    assertThat(api.get(target).status).isEqualTo(400);
  }

  @Test
  void session_ofNobody_isEmpty() throws IOException {
    assertThat(api.get("session").json().get("user").asText()).isEmpty();
    assertThat(api.json("POST", "session", "").headers).doesNotContainKey("Set-Cookie");
  }

  @Test
  void session_beginsWithACookieAndEndsWithoutIt() throws IOException {
    Account bob = new Account("bob", true, "hash", Map.of());
    FakeExchange begun = api.send(Api.request("POST", "session").from(bob));
    assertThat(begun.json().get("user").asText()).isEqualTo("bob");
    assertThat(begun.json().get("readOnly").asBoolean()).isTrue();
    assertThat(begun.headers.get("Set-Cookie")).startsWith("swarmdrive-session=");
    assertThat(api.delete("session").headers.get("Set-Cookie")).contains("Max-Age=0");
  }

  @Test
  void sessions_areForUsersThatMayOnlyRead_too() throws IOException {
    SessionEndpoint endpoint = new SessionEndpoint(api.endpoint);
    assertThat(endpoint.visitors()).isEqualTo(HttpEndpoint.Visitors.USERS);
    FakeExchange exchange = Api.request("GET", "session");
    endpoint.handle(exchange);
    assertThat(exchange.status).isEqualTo(200);
  }

  @Test
  void shared_tellsEachFolder() throws IOException {
    JsonNode shares = api.get("shared").json();
    assertThat(shares).hasSize(1);
    assertThat(shares.get(0).get("name").asText()).isEqualTo("mine");
    assertThat(shares.get(0).get("state").asText()).isEqualTo("waiting");
  }

  @Test
  void health_isOk() throws IOException {
    FakeExchange exchange = new FakeExchange("GET", "/healthz");
    new HealthEndpoint().handle(exchange);
    assertThat(exchange.status).isEqualTo(200);
    assertThat(new String(exchange.body, StandardCharsets.UTF_8)).isEqualTo("ok\n");

    FakeExchange below = new FakeExchange("GET", "/healthz/more");
    new HealthEndpoint().handle(below);
    assertThat(below.status).as("no answer becomes 404").isZero();
  }

  @Test
  void readiness_comesWithTheFirstLookAtTheLibrary() throws IOException {
    assertThat(ready()).isEqualTo(503);
    api.start();
    assertThat(ready()).isEqualTo(200);
  }

  private int ready() throws IOException {
    FakeExchange exchange = new FakeExchange("GET", "/readyz");
    new ReadyEndpoint(api.library).handle(exchange);
    return exchange.status;
  }

  @Test
  void rates_areThoseOfTheLastSeconds_forAnyNumberOfReaders() {
    Rates rates = new Rates();
    assertThat(rates.perSecond(0)).isZero();
    for (int second = 0; second <= 20; second++) {
      rates.sample(
          Duration.ofSeconds(second).toNanos(), second < 10 ? 0 : (second - 10) * 1_000L, 5);
    }
    assertThat(rates.perSecond(0)).isEqualTo(1_000);
    assertThat(rates.perSecond(0)).isEqualTo(1_000);
    assertThat(rates.perSecond(1)).isZero();
  }
}
