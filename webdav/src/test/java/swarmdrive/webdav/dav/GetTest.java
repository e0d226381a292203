package swarmdrive.webdav.dav;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.webdav.FakeFile;
import swarmdrive.webdav.FakeFolder;
import swarmdrive.webdav.TestServer;
import swarmdrive.webdav.WireClient;

class GetTest {
  @TempDir Path disk;
  private final FakeFile small = FakeFile.pattern("small.bin", 4096);
  private TestServer server;
  private WireClient client;
  private FakeFile big;

  @BeforeEach
  void start() throws IOException {
    big = FakeFile.pattern("big.bin", 5_000_000).onDisk(disk, 1 << 20);
    FakeFile empty = new FakeFile("empty", new byte[0]);
    server = TestServer.of(new FakeFolder("").with(small, big, empty)).start();
    client = server.connect();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void wholeFile_hasAllItsFields() throws IOException {
    WireClient.Answer answer = client.get("/dav/small.bin");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(small.bytes());
    assertThat(answer.field("ETag")).isEqualTo("\"tag-1\"");
    assertThat(answer.field("Last-Modified")).isEqualTo("Fri, 02 Jan 2026 03:04:05 GMT");
    assertThat(answer.field("Accept-Ranges")).isEqualTo("bytes");
    assertThat(answer.field("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(answer.field("Content-Length")).isEqualTo("4096");
    assertThat(answer.field("Server")).isEqualTo("swarmdrive");
    assertThat(answer.field("Date")).endsWith("GMT");
  }

  @Test
  void fileOnDisk_comesWholeAndGivesItsLeasesBack() throws Exception {
    assertThat(client.get("/dav/big.bin").body()).isEqualTo(big.bytes());
    assertThat(client.get("/dav/big.bin", "Range: bytes=4999999-").body())
        .isEqualTo(Arrays.copyOfRange(big.bytes(), 4_999_999, 5_000_000));
    TestServer.eventually(() -> server.server().bytesServed() == 5_000_001);
    TestServer.eventually(() -> big.leases.get() == 0);
    assertThat(big.located.get()).isGreaterThanOrEqualTo(5);
  }

  @Test
  void head_equalsGetWithoutTheBody() throws IOException {
    WireClient.Answer get = client.get("/dav/small.bin");
    WireClient.Answer head = client.request("HEAD", "/dav/small.bin");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.fields()).containsAllEntriesOf(withoutDate(get)).hasSameSizeAs(get.fields());
    assertThat(small.opened).hasValue(1);
  }

  private static java.util.Map<String, String> withoutDate(WireClient.Answer answer) {
    var fields = new java.util.HashMap<>(answer.fields());
    fields.remove("date");
    return fields;
  }

  @ParameterizedTest
  @CsvSource({
    "0-0, 0, 1",
    "0-4095, 0, 4096",
    "0-4096, 0, 4096",
    "10-19, 10, 20",
    "4095-, 4095, 4096",
    "4000-999999999999999999999, 4000, 4096",
    "-100, 3996, 4096",
    "-5000, 0, 4096"
  })
  void range_givesExactlyThatPart(String range, int from, int to) throws IOException {
    WireClient.Answer answer = client.get("/dav/small.bin", "Range: bytes=" + range);
    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(small.bytes(), from, to));
    assertThat(answer.field("Content-Range")).isEqualTo("bytes " + from + "-" + (to - 1) + "/4096");
    assertThat(answer.field("ETag")).isEqualTo("\"tag-1\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4096-", "4096-4096", "5000-6000", "-0"})
  void rangeOutside_is416WithTheSize(String range) throws IOException {
    WireClient.Answer answer = client.get("/dav/small.bin", "Range: bytes=" + range);
    assertThat(answer.status()).isEqualTo(416);
    assertThat(answer.field("Content-Range")).isEqualTo("bytes */4096");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bytes=10-5", "bytes=abc", "bytes=", "bytes=-", "bytes=1-2-3", "lines=1-2", "x"})
  void malformedRange_isIgnored(String range) throws IOException {
    WireClient.Answer answer = client.get("/dav/small.bin", "Range: " + range);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).hasSize(4096);
  }

  @Test
  void emptyFile_isAnsweredWithoutOpeningIt() throws IOException {
    assertThat(client.get("/dav/empty").body()).isEmpty();
    assertThat(client.get("/dav/empty", "Range: bytes=0-").status()).isEqualTo(416);
  }

  @Test
  void unknownName_is404() throws IOException {
    WireClient.Answer answer = client.get("/dav/desktop.ini");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).startsWith("404 Not Found");
    assertThat(client.get("/dav/small.bin/below").status()).isEqualTo(404);
    assertThat(client.get("/elsewhere").status()).isEqualTo(404);
  }

  @Test
  void root_redirectsToTheDrive() throws IOException {
    WireClient.Answer answer = client.get("/");
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.field("Location")).isEqualTo("/dav/");
  }

  @Test
  void folder_isListedAsHtml() throws IOException {
    WireClient.Answer answer = client.get("/dav/");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains("href=\"/dav/small.bin\"", "4.0 KiB");
    assertThat(client.get("/dav").field("Location")).isEqualTo("/dav/");
  }

  @Test
  void propfind_listsTheChildren() throws IOException {
    WireClient.Answer answer = client.request("PROPFIND", "/dav/", "Depth: 1");
    assertThat(answer.status()).isEqualTo(207);
    assertThat(answer.text())
        .contains("<D:href>/dav/</D:href>", "<D:href>/dav/small.bin</D:href>", "HTTP/1.1 200 OK");
  }

  @Test
  void options_tellsThatThisIsDav() throws IOException {
    for (String path : new String[] {"/", "*", "/dav/", "/dav/none"}) {
      WireClient.Answer answer = client.request("OPTIONS", path);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.field("DAV")).isEqualTo("1");
      assertThat(answer.field("MS-Author-Via")).isEqualTo("DAV");
    }
  }
}
