package swarmdrive.webdav.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.webdav.FakeAccounts;
import swarmdrive.webdav.FakeFile;
import swarmdrive.webdav.FakeFolder;
import swarmdrive.webdav.TestServer;
import swarmdrive.webdav.WireClient;

/** Names and passwords on the wire. */
class BasicTest {
  private static final String ALICE = basic("alice:sesame, open");
  private static final String BOB = basic("bob:just looking");

  private final FakeAccounts accounts =
      new FakeAccounts().with("alice", "sesame, open", false).with("bob", "just looking", true);
  private TestServer server;
  private WireClient client;

  static String basic(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  @BeforeEach
  void start() throws IOException {
    TestServer.Builder builder =
        TestServer.of(new FakeFolder("").with(FakeFile.pattern("file", 10)))
            .endpoint("/api/v1/", x -> x.respond(200, Map.of(), x.body().readAllBytes()));
    builder.accounts = Optional.of(accounts);
    server = builder.start();
    client = server.connect();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /dav/file",
        "GET /dav/",
        "PROPFIND /dav/",
        "OPTIONS /",
        "OPTIONS *",
        "GET /",
        "GET /no",
        "POST /api/v1/x",
        "PUT /dav/new",
        "DELETE /dav/file",
        "HEAD /dav/file",
        "LOCK /dav/file"
      })
  void nothing_isServedToStrangers(String line) throws IOException {
    String[] words = line.split(" ");
    WireClient.Answer answer = client.request(words[0], words[1], "Depth: 0");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.field("WWW-Authenticate"))
        .isEqualTo("Basic realm=\"swarmdrive\", charset=\"UTF-8\"");
    assertThat(client.get("/dav/file", ALICE).status()).isEqualTo(200);
  }

  @Test
  void user_comesInEverywhere() throws IOException {
    assertThat(client.get("/dav/file", ALICE).body()).hasSize(10);
    assertThat(client.withBody("POST", "/api/v1/x", "hello", ALICE).text()).isEqualTo("hello");
    assertThat(client.request("PROPFIND", "/dav/", "Depth: 1", ALICE).status()).isEqualTo(207);
    assertThat(client.request("OPTIONS", "/", ALICE).status()).isEqualTo(200);
  }

  @Test
  void passwordsHash_isComputedOnceAndNotForEachRequest() throws IOException {
    for (int i = 0; i < 20; i++) {
      assertThat(client.get("/dav/file", ALICE).status()).isEqualTo(200);
    }
    assertThat(accounts.verified).hasValue(1);
  }

  @Test
  void removedOrChangedUser_isNotRemembered() throws IOException {
    assertThat(client.get("/dav/file", ALICE).status()).isEqualTo(200);
    accounts.with("alice", "another", false);
    assertThat(client.get("/dav/file", ALICE).status()).isEqualTo(401);
    accounts.with("alice", "sesame, open", false);
    assertThat(client.get("/dav/file", ALICE).status()).isEqualTo(200);
    accounts.remove("alice");
    assertThat(client.get("/dav/file", ALICE).status()).isEqualTo(401);
  }

  @Test
  void windowsDomain_isSetAside() throws IOException {
    assertThat(client.get("/dav/file", basic("OFFICE\\alice:sesame, open")).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic",
        "Basic ",
        "Basic !!!",
        "Basic YWxpY2U=",
        "Basic YWxpY2U6",
        "Bearer x",
        "Digest x=y",
        "",
        "Basic YWxpY2U6c2VzYW1lLCBvcGVu x"
      })
  void malformedOrWrongCredentials_are401(String field) throws IOException {
    assertThat(client.get("/dav/file", "Authorization: " + field).status()).isEqualTo(401);
  }

  @Test
  void unknownName_takesAsLongAsAWrongPassword() throws IOException {
    assertThat(client.get("/dav/file", basic("nobody:x")).status()).isEqualTo(401);
    assertThat(accounts.verified).hasValue(1);
  }

  @Test
  void readOnlyUser_readsAndChangesNothing() throws IOException {
    assertThat(client.get("/dav/file", BOB).status()).isEqualTo(200);
    assertThat(client.request("HEAD", "/dav/file", BOB).status()).isEqualTo(200);
    assertThat(client.request("PROPFIND", "/dav/", "Depth: 1", BOB).status()).isEqualTo(207);
    assertThat(client.get("/api/v1/x", BOB).status()).isEqualTo(200);
    for (String method :
        new String[] {
          "PUT", "DELETE", "MKCOL", "COPY", "MOVE", "PROPPATCH", "LOCK", "UNLOCK", "POST", "PATCH"
        }) {
      for (String path : new String[] {"/dav/file", "/api/v1/x"}) {
        assertThat(client.request(method, path, BOB).status()).as(method).isEqualTo(403);
      }
    }
  }

  @Test
  void guessing_isSlowedDownButNotForThoseWhoAreIn() throws IOException {
    assertThat(client.get("/dav/file", ALICE).status()).isEqualTo(200);
    for (int i = 0; i < 5; i++) {
      assertThat(client.get("/dav/file", basic("bob:guess " + i)).status()).isEqualTo(401);
    }
    int computed = accounts.verified.get();
    WireClient.Answer answer = client.get("/dav/file", BOB);
    assertThat(answer.status()).isEqualTo(429);
    assertThat(Integer.parseInt(answer.field("Retry-After"))).isBetween(1, 2);
    assertThat(accounts.verified).hasValue(computed);
    assertThat(client.get("/dav/file", ALICE).status()).isEqualTo(200);
  }

  @Test
  void strangersBody_isNotAskedFor() throws IOException {
    client.send("PUT /dav/x HTTP/1.1\nHost: a\nContent-Length: 5\nExpect: 100-continue\n\n");
    assertThat(client.answer("PUT").status()).isEqualTo(401);
  }
}
