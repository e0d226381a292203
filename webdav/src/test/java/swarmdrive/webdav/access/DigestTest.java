package swarmdrive.webdav.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** Digest as RFC 7616 has it, on the wire. */
class DigestTest {
  private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");
  private static final String SECRET = "alice:swarmdrive:sesame";

  private TestServer server;
  private WireClient client;

  @BeforeEach
  void start() throws IOException {
    TestServer.Builder builder =
        TestServer.of(new FakeFolder("").with(FakeFile.pattern("a file", 10)));
    builder.access = new AccessConfig(List.of(), java.util.Set.of(), true);
    builder.accounts =
        Optional.of(
            new FakeAccounts()
                .with("alice", "sesame", false, digests(SECRET))
                .with("reader", "sesame", true, digests("reader:swarmdrive:sesame"))
                .with("basic", "sesame", false));
    server = builder.start();
    client = server.connect();
  }

  private static Map<String, String> digests(String secret) {
    return Map.of("MD5", Digests.hex("MD5", secret), "SHA-256", Digests.hex("SHA-256", secret));
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  private String nonce() throws IOException {
    Matcher nonce = NONCE.matcher(client.get("/dav/").field("WWW-Authenticate"));
    assertThat(nonce.find()).isTrue();
    return nonce.group(1);
  }

  private static String answer(String algorithm, String nonce, int count, String uri) {
    return answer("alice", algorithm, nonce, "%08x".formatted(count), uri, "GET", SECRET);
  }

  private static String answer(
      String user,
      String algorithm,
      String nonce,
      String count,
      String uri,
      String method,
      String secret) {
    String response =
        Digests.hex(
            algorithm,
            String.join(
                ":",
                Digests.hex(algorithm, secret),
                nonce,
                count,
                "abc",
                "auth",
                Digests.hex(algorithm, method + ":" + uri)));
    return ("Authorization: Digest username=\"%s\", realm=\"swarmdrive\", uri=\"%s\","
            + " algorithm=%s, nonce=\"%s\", nc=%s, cnonce=\"abc\", qop=auth, response=\"%s\"")
        .formatted(user, uri, algorithm, nonce, count, response);
  }

  @Test
  void challenges_offerTheBestFirst() throws IOException {
    List<String> challenges = client.get("/dav/").field("WWW-Authenticate").lines().toList();
    assertThat(challenges).hasSize(3);
    assertThat(challenges.get(0)).contains("Digest ", "SHA-256", "qop=\"auth\"");
    assertThat(challenges.get(1)).contains("Digest ", "MD5");
    assertThat(challenges.get(2)).startsWith("Basic ");
    assertThat(challenges).allMatch(text -> text.contains("realm=\"swarmdrive\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"MD5", "SHA-256"})
  void rightAnswer_comesInWithEachCountOnce(String algorithm) throws IOException {
    String nonce = nonce();
    for (int count : new int[] {1, 2, 5, 3, 4, 100}) {
      String field = answer(algorithm, nonce, count, "/dav/a%20file");
      assertThat(client.get("/dav/a%20file", field).body()).hasSize(10);
      WireClient.Answer again = client.get("/dav/a%20file", field);
      assertThat(again.status()).isEqualTo(401);
      assertThat(again.field("WWW-Authenticate")).contains("stale=true");
    }
    String late = answer(algorithm, nonce, 7, "/dav/a%20file");
    assertThat(client.get("/dav/a%20file", late).status()).as("far behind").isEqualTo(401);
  }

  @Test
  void algorithmNotNamed_isMd5() throws IOException {
    String field = answer("MD5", nonce(), 1, "/dav/").replace(" algorithm=MD5,", "");
    assertThat(client.get("/dav/", field).status()).isEqualTo(200);
  }

  @Test
  void otherEscapesOfTheSamePath_areTheSame() throws IOException {
    String field = answer("MD5", nonce(), 1, "/dav/%61%20file");
    assertThat(client.get("/dav/a%20file", field).status()).isEqualTo(200);
  }

  @Test
  void nonceOfOthers_isStaleNotWrong() throws IOException {
    for (String nonce : new String[] {"x", "", "AAAA", nonce().replace(nonce().charAt(0), '_')}) {
      WireClient.Answer answer = client.get("/dav/", answer("MD5", nonce, 1, "/dav/"));
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.field("WWW-Authenticate")).contains("stale=true");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alice|MD5|00000001|/dav/|GET|alice:swarmdrive:other",
        "alice|MD5|00000001|/dav/|PUT|alice:swarmdrive:sesame",
        "alice|MD5|00000001|/dav/x|GET|alice:swarmdrive:sesame",
        "alice|MD5|00000001|/dav/?a|GET|alice:swarmdrive:sesame",
        "alice|MD5|00000001|dav|GET|alice:swarmdrive:sesame",
        "alice|MD5|1|/dav/|GET|alice:swarmdrive:sesame",
        "alice|MD5|-0000001|/dav/|GET|alice:swarmdrive:sesame",
        "alice|MD5|00000000|/dav/|GET|alice:swarmdrive:sesame",
        "nobody|MD5|00000001|/dav/|GET|nobody:swarmdrive:sesame",
        "basic|MD5|00000001|/dav/|GET|basic:swarmdrive:sesame"
      })
  void wrongAnswer_is401AndNotStale(
      String user, String algorithm, String count, String uri, String method, String secret)
      throws IOException {
    String field = answer(user, algorithm, nonce(), count, uri, method, secret);
    WireClient.Answer answer = client.get("/dav/", field);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.field("WWW-Authenticate")).doesNotContain("stale");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "qop=auth",
        "realm=\"swarmdrive\"",
        "uri=\"/dav/\"",
        "nc=00000001",
        "username=\"alice\""
      })
  void answerWithoutAnImportantPart_is401(String part) throws IOException {
    String field = answer("MD5", nonce(), 1, "/dav/");
    assertThat(field).contains(part);
    assertThat(client.get("/dav/", field.replace(part, "x=y")).status()).isEqualTo(401);
    assertThat(client.get("/dav/", field.replace(part, part + ", " + part)).status())
        .isEqualTo(401);
  }

  @Test
  void guessing_isSlowedDown() throws IOException {
    for (int i = 0; i < 5; i++) {
      String wrong = answer("alice", "MD5", nonce(), "00000001", "/dav/", "GET", "guess" + i);
      assertThat(client.get("/dav/", wrong).status()).isEqualTo(401);
    }
    assertThat(client.get("/dav/", answer("MD5", nonce(), 1, "/dav/")).status()).isEqualTo(429);
  }

  @Test
  void basic_isTakenBesideIt_andReadOnlyHoldsForBoth() throws IOException {
    assertThat(client.get("/dav/", BasicTest.basic("basic:sesame")).status()).isEqualTo(200);
    String field =
        answer(
            "reader", "MD5", nonce(), "00000001", "/dav/x", "DELETE", "reader:swarmdrive:sesame");
    assertThat(client.request("DELETE", "/dav/x", field).status()).isEqualTo(403);
  }
}
