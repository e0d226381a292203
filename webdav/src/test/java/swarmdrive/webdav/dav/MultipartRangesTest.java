package swarmdrive.webdav.dav;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

/** Several ranges in one request, as they come over the wire. */
class MultipartRangesTest {
  private static final int SIZE = 1 << 20;

  @TempDir private Path disk;
  private final FakeFile file = FakeFile.pattern("file", SIZE).type("video/mp4");
  private TestServer server;
  private WireClient client;

  @BeforeEach
  void start() throws IOException {
    FakeFile onDisk = FakeFile.pattern("disk", SIZE).onDisk(disk, 50_000);
    server = TestServer.of(new FakeFolder("").with(file, onDisk)).start();
    client = server.connect();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  private record Part(String type, String range, byte[] bytes) {}

  private static List<Part> parts(WireClient.Answer answer) {
    assertThat(answer.status()).isEqualTo(206);
    String type = answer.field("Content-Type");
    assertThat(type).startsWith("multipart/byteranges; boundary=");
    String boundary = "\r\n--" + type.substring(type.indexOf('=') + 1);
    String body = new String(answer.body(), StandardCharsets.ISO_8859_1);
    assertThat(body).startsWith(boundary).endsWith(boundary + "--\r\n");
    List<Part> parts = new ArrayList<>();
    for (int at = 0; !body.startsWith(boundary + "--", at); ) {
      int head = at + boundary.length() + 2;
      int blank = body.indexOf("\r\n\r\n", head);
      int end = body.indexOf(boundary, blank + 4);
      String[] fields = body.substring(head, blank).split("\r\n", -1);
      assertThat(fields).hasSize(2);
      byte[] bytes = body.substring(blank + 4, end).getBytes(StandardCharsets.ISO_8859_1);
      parts.add(new Part(fields[0], fields[1], bytes));
      at = end;
    }
    return parts;
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "disk"})
  void parts_comeInTheOrderAskedForWithTheirRangesAndTypes(String name) throws IOException {
    WireClient.Answer answer =
        client.get("/dav/" + name, "Range: bytes=900000-999999, 0-9, -5, 500-60499");
    assertThat(answer.fields()).doesNotContainKey("content-range");
    assertThat(answer.field("ETag")).isEqualTo("\"tag-1\"");
    List<Part> parts = parts(answer);
    assertThat(parts)
        .extracting(Part::range)
        .containsExactly(
            "Content-Range: bytes 900000-999999/1048576",
            "Content-Range: bytes 0-9/1048576",
            "Content-Range: bytes 1048571-1048575/1048576",
            "Content-Range: bytes 500-60499/1048576");
    int[] froms = {900_000, 0, SIZE - 5, 500};
    for (int i = 0; i < froms.length; i++) {
      byte[] bytes = parts.get(i).bytes();
      assertThat(bytes)
          .isEqualTo(Arrays.copyOfRange(file.bytes(), froms[i], froms[i] + bytes.length));
      assertThat(parts.get(i).type())
          .isEqualTo(
              "Content-Type: " + (name.equals("file") ? "video/mp4" : "application/octet-stream"));
    }
    assertThat(client.get("/dav/file", "Range: bytes=0-0").status()).isEqualTo(206);
  }

  @Test
  void bytesBetweenTheParts_areNeverRead() throws IOException {
    // nothing is there but the two ends
    file.available(100);
    WireClient.Answer answer = client.get("/dav/file", "Range: bytes=0-9,50-59");
    assertThat(parts(answer)).hasSize(2);
    assertThat(file.opened).hasValue(1);
    assertThat(file.closed).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0-9,5-19; 0-19",
        "0-9,10-19; 0-19",
        "10-19,0-9; 0-19",
        "0-,0-,0-,0-,0-; 0-1048575",
        "0-99,10-19,20-29,-1048576; 0-1048575",
        "5-9,9999999-; 5-9"
      })
  void rangesThatMeet_areSentOnce(String asked, String sent) throws IOException {
    WireClient.Answer answer = client.get("/dav/file", "Range: bytes=" + asked);
    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.field("Content-Range")).isEqualTo("bytes " + sent + "/1048576");
  }

  @Test
  void overlapsAmongOthers_meltIntoTheFirstOfThem() throws IOException {
    assertThat(parts(client.get("/dav/file", "Range: bytes=50-59,0-9,55-70,200-209,8-20")))
        .extracting(Part::range)
        .containsExactly(
            "Content-Range: bytes 50-70/1048576",
            "Content-Range: bytes 0-20/1048576",
            "Content-Range: bytes 200-209/1048576");
  }

  @Test
  void moreRangesThanAnybodyNeeds_are416() throws IOException {
    for (int count : new int[] {RangeField.MOST_RANGES + 1, 500}) {
      String ranges =
          IntStream.range(0, count)
              .mapToObj(i -> 2 * i + "-" + 2 * i)
              .collect(Collectors.joining(","));
      WireClient.Answer answer = client.get("/dav/file", "Range: bytes=" + ranges);
      assertThat(answer.status()).isEqualTo(416);
      assertThat(answer.field("Content-Range")).isEqualTo("bytes */1048576");
    }
    assertThat(file.opened).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0-9,x", "0-9,9-5", "0-9,-", ",", "0-9;10-19"})
  void oneMalformedRange_makesTheFieldIgnored(String ranges) throws IOException {
    WireClient.Answer answer = client.get("/dav/file", "Range: bytes=" + ranges);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).hasSize(SIZE);
  }

  @Test
  void ifRange_decidesHereToo() throws IOException {
    String ranges = "Range: bytes=0-0,9-9";
    assertThat(client.get("/dav/file", ranges, "If-Range: \"other\"").status()).isEqualTo(200);
    assertThat(parts(client.get("/dav/file", ranges, "If-Range: \"tag-1\""))).hasSize(2);
  }

  @Test
  void head_ignoresRanges() throws IOException {
    WireClient.Answer answer = client.request("HEAD", "/dav/file", "Range: bytes=0-0,9-9");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.field("Content-Length")).isEqualTo("1048576");
  }

  @Test
  void partThatDoesNotCome_isCutAndNeverLooksComplete() throws IOException {
    file.failAt(500_000, new IOException("gone"));
    client.send("GET /dav/file HTTP/1.1\nHost: a\nRange: bytes=0-99999,600000-600009\n\n");
    assertThat(client.in().readAllBytes().length).isLessThan(100_010);
    assertThat(file.closed).hasValue(1);
  }
}
