package swarmdrive.webdav.dav;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import swarmdrive.webdav.FakeFile;
import swarmdrive.webdav.FakeFolder;
import swarmdrive.webdav.TestServer;
import swarmdrive.webdav.WireClient;

/** Conditions of RFC 9110, 13; the file was modified Fri, 02 Jan 2026 03:04:05 GMT and a bit. */
class ConditionTest {
  private static TestServer server;
  private WireClient client;

  @BeforeAll
  static void start() throws IOException {
    FakeFile file = FakeFile.pattern("file", 100).etag("a,b");
    server = TestServer.of(new FakeFolder("").with(file)).start();
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "If-Match: \"a,b\" | 200",
        "If-Match: \"x\", \"a,b\" | 200",
        "If-Match: * | 200",
        "If-Match: W/\"a,b\" | 412",
        "If-Match: \"a\" | 412",
        "If-Match: a,b | 412",
        "If-Match: | 412",
        "If-None-Match: \"a,b\" | 304",
        "If-None-Match: W/\"a,b\" | 304",
        "If-None-Match: \"x\", W/\"a,b\" | 304",
        "If-None-Match: * | 304",
        "If-None-Match: \"x\" | 200",
        "If-None-Match: \"unclosed | 200",
        "If-Modified-Since: Fri, 02 Jan 2026 03:04:05 GMT | 304",
        "If-Modified-Since: Friday, 02-Jan-26 03:04:05 GMT | 304",
        "If-Modified-Since: Fri Jan  2 03:04:05 2026 | 304",
        "If-Modified-Since: Fri, 02 Jan 2026 03:04:04 GMT | 200",
        "If-Modified-Since: yesterday | 200",
        "If-Unmodified-Since: Fri, 02 Jan 2026 03:04:05 GMT | 200",
        "If-Unmodified-Since: Fri, 02 Jan 2026 03:04:04 GMT | 412",
        "If-Unmodified-Since: yesterday | 200"
      })
  void condition_hasItsStatus(String line, int status) throws IOException {
    assertThat(client.get("/dav/file", line).status()).isEqualTo(status);
    assertThat(client.request("HEAD", "/dav/file", line).status()).isEqualTo(status);
  }

  @Test
  void tagsComeBeforeDates() throws IOException {
    String oldDate = "If-Unmodified-Since: Fri, 02 Jan 2026 03:04:04 GMT";
    assertThat(client.get("/dav/file", "If-Match: \"a,b\"", oldDate).status()).isEqualTo(200);
    String sameDate = "If-Modified-Since: Fri, 02 Jan 2026 03:04:05 GMT";
    assertThat(client.get("/dav/file", "If-None-Match: \"x\"", sameDate).status()).isEqualTo(200);
    assertThat(client.get("/dav/file", "If-Match: \"x\"", "If-None-Match: \"a,b\"").status())
        .isEqualTo(412);
  }

  @Test
  void severalFieldsOfOneName_areOneList() throws IOException {
    assertThat(client.get("/dav/file", "If-None-Match: \"x\"", "If-None-Match: \"a,b\"").status())
        .isEqualTo(304);
  }

  @Test
  void notModified_hasValidatorsAndNoBody() throws IOException {
    WireClient.Answer answer = client.get("/dav/file", "If-None-Match: *");
    assertThat(answer.field("ETag")).isEqualTo("\"a,b\"");
    assertThat(answer.fields()).doesNotContainKeys("content-length", "content-type");
    assertThat(client.get("/dav/file").body()).hasSize(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"a,b\" | 206",
        "W/\"a,b\" | 200",
        "\"x\" | 200",
        "Fri, 02 Jan 2026 03:04:05 GMT | 206",
        "Fri, 02 Jan 2026 03:04:06 GMT | 200",
        "nonsense | 200"
      })
  void ifRange_letsTheRangeCountOnlyForTheSameState(String value, int status) throws IOException {
    assertThat(client.get("/dav/file", "Range: bytes=0-1", "If-Range: " + value).status())
        .isEqualTo(status);
  }

  @Test
  void conditions_comeBeforeRanges() throws IOException {
    assertThat(client.get("/dav/file", "Range: bytes=0-1", "If-None-Match: *").status())
        .isEqualTo(304);
    assertThat(client.get("/dav/file", "Range: bytes=999-", "If-Match: \"x\"").status())
        .isEqualTo(412);
  }
}
