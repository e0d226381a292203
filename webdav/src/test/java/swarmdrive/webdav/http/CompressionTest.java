package swarmdrive.webdav.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.webdav.FakeFile;
import swarmdrive.webdav.FakeFolder;
import swarmdrive.webdav.HttpExchange;
import swarmdrive.webdav.TestServer;
import swarmdrive.webdav.WireClient;

/** What is compressed, and that it is the same when it is unpacked. */
class CompressionTest {
  private static final String GZIP = "Accept-Encoding: gzip";
  private static final byte[] LONG = "[0]".repeat(1000).getBytes(StandardCharsets.UTF_8);
  private static TestServer server;
  private WireClient client;

  @BeforeAll
  static void start() throws IOException {
    FakeFolder many = new FakeFolder("many");
    for (int i = 0; i < 200; i++) {
      many.with(FakeFile.pattern("file-" + i, 10));
    }
    FakeFile page = FakeFile.pattern("page", 100_000).type("text/html");
    server =
        TestServer.of(new FakeFolder("").with(many, page))
            .endpoint("/json", x -> x.respond(200, tagged("application/json"), LONG))
            .endpoint("/short", x -> x.respond(200, tagged("application/json"), new byte[] {'1'}))
            .endpoint("/picture", x -> x.respond(200, tagged("image/png"), LONG))
            .endpoint("/events", CompressionTest::events)
            .start();
  }

  private static Map<String, String> tagged(String type) {
    return Map.of("Content-Type", type, "ETag", "\"t\"");
  }

  private static void events(HttpExchange exchange) throws IOException {
    try (var out = exchange.stream(200, Map.of("Content-Type", "text/event-stream"))) {
      out.write(LONG);
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

  private static byte[] unpacked(WireClient.Answer answer) throws IOException {
    assertThat(answer.field("Content-Encoding")).isEqualTo("gzip");
    assertThat(answer.field("Vary")).isEqualTo("Accept-Encoding");
    return new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
  }

  @Test
  void json_isCompressedAndItsTagIsWeak() throws IOException {
    WireClient.Answer answer = client.get("/json", GZIP);
    assertThat(unpacked(answer)).isEqualTo(LONG);
    assertThat(answer.body().length).isLessThan(200);
    assertThat(answer.field("ETag")).isEqualTo("W/\"t\"");
  }

  @Test
  void whoDoesNotAsk_getsItPlainAndCachesAreTold() throws IOException {
    WireClient.Answer answer = client.get("/json");
    assertThat(answer.body()).isEqualTo(LONG);
    assertThat(answer.field("ETag")).isEqualTo("\"t\"");
    assertThat(answer.field("Vary")).isEqualTo("Accept-Encoding");
    assertThat(answer.fields()).doesNotContainKey("content-encoding");
  }

  @Test
  void head_hasTheFieldsOfGet() throws IOException {
    Map<String, String> got = client.get("/json", GZIP).fields();
    Map<String, String> head = client.request("HEAD", "/json", GZIP).fields();
    head.remove("date");
    got.remove("date");
    assertThat(head).isEqualTo(got);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/short", "/picture", "/events"})
  void whatDoesNotPay_staysAsItIs(String path) throws IOException {
    WireClient.Answer answer = client.get(path, GZIP);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.fields()).doesNotContainKeys("content-encoding", "vary");
  }

  @Test
  void filesOfTheDrive_areNeverTouched() throws IOException {
    WireClient.Answer answer = client.get("/dav/page", GZIP);
    assertThat(answer.body()).hasSize(100_000);
    assertThat(answer.field("ETag")).isEqualTo("\"tag-1\"");
    assertThat(answer.fields()).doesNotContainKey("content-encoding");
  }

  @Test
  void listings_areTheSameWhenUnpacked() throws IOException {
    byte[] page = client.get("/dav/many/").body();
    assertThat(unpacked(client.get("/dav/many/", GZIP))).isEqualTo(page);
    byte[] listing = client.request("PROPFIND", "/dav/many/", "Depth: 1").body();
    WireClient.Answer packed = client.request("PROPFIND", "/dav/many/", "Depth: 1", GZIP);
    assertThat(unpacked(packed)).isEqualTo(listing);
    assertThat(packed.body().length).isLessThan(listing.length / 8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip|true",
        "deflate, GZIP|true",
        "br;q=1, gzip;q=0.5|true",
        "*|true",
        "*;q=0|false",
        "gzip;q=0|false",
        "gzip; q=0.000, *|false",
        "identity|false",
        "gzip;q=x|false",
        "x-gzip|false",
        "''|false"
      })
  void field_isRead(String field, boolean accepted) {
    assertThat(Compression.accepted(field)).isEqualTo(accepted);
  }
}
