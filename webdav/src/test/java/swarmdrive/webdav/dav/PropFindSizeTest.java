package swarmdrive.webdav.dav;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import swarmdrive.webdav.FakeFile;
import swarmdrive.webdav.FakeFolder;
import swarmdrive.webdav.TestServer;
import swarmdrive.webdav.WireClient;

/**
 * How long the answers are to what Windows and Finder really ask. The markup that RFC 4918 demands,
 * with the prefix without which Windows connects to nothing, is 120 bytes for a child, a length and
 * a date another 112, whatever a server does.
 */
class PropFindSizeTest {
  private static final String WINDOWS = "User-Agent: Microsoft-WebDAV-MiniRedir/10.0.19045";

  /** WebDAVFS lists a folder with these. */
  private static final String FINDER =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:propfind xmlns:D=\"DAV:\">\n<D:prop>\n"
          + "<D:getlastmodified/>\n<D:getcontentlength/>\n<D:creationdate/>\n<D:resourcetype/>\n"
          + "</D:prop>\n</D:propfind>\n";

  private static TestServer server;
  private static WireClient client;

  @BeforeAll
  static void start() throws IOException {
    server =
        TestServer.of(
                new FakeFolder("")
                    .with(folder("small", 100), folder("large", 3700), folder("huge", 4900)))
            .start();
    client = server.connect();
  }

  private static FakeFolder folder(String name, int children) {
    FakeFolder folder = new FakeFolder(name);
    byte[] content = new byte[1_234_567];
    for (int i = 0; i < children; i++) {
      folder.with(new FakeFile("episode %04d.mkv".formatted(i), content));
    }
    return folder;
  }

  @AfterAll
  static void stop() throws IOException {
    client.close();
    server.close();
  }

  private static int bytesPerChild(String path, int children, String body, String... lines)
      throws IOException {
    String[] fields = java.util.Arrays.copyOf(lines, lines.length + 1);
    fields[lines.length] = "Depth: 1";
    WireClient.Answer answer = client.withBody("PROPFIND", path, body, fields);
    assertThat(answer.status()).isEqualTo(207);
    int path0 = path.length() + "episode%200000.mkv".length();
    return answer.body().length / children - path0;
  }

  @Test
  void windows_getsTypeLengthAndTimesOnly() throws IOException {
    WireClient.Answer answer = client.request("PROPFIND", "/dav/small/", "Depth: 1", WINDOWS);
    assertThat(answer.text())
        .contains("<D:getcontentlength>1234567<", "<D:creationdate>", "<D:collection/>")
        .doesNotContain("displayname", "getetag", "getcontenttype", "<D:resourcetype/>");
    assertThat(bytesPerChild("/dav/small/", 100, "", WINDOWS)).isLessThanOrEqualTo(292);
  }

  @Test
  void windows_getsALargeFolderWithinItsLimit() throws IOException {
    WireClient.Answer answer = client.request("PROPFIND", "/dav/large/", "Depth: 1", WINDOWS);
    assertThat(answer.body().length).isLessThan(1_000_000);
    assertThat(bytesPerChild("/dav/large/", 3700, "", WINDOWS)).isLessThanOrEqualTo(240);
  }

  @Test
  void windows_getsAHugeFolderWithinItsLimit() throws IOException {
    WireClient.Answer answer = client.request("PROPFIND", "/dav/huge/", "Depth: 1", WINDOWS);
    assertThat(answer.body().length).isBetween(900_000, 1_000_000);
    assertThat(answer.text()).contains("<D:getcontentlength>").doesNotContain("<D:creationdate>");
    assertThat(bytesPerChild("/dav/huge/", 4900, "", WINDOWS)).isLessThanOrEqualTo(170);
  }

  @Test
  void finder_getsWhatItAsksFor() throws IOException {
    assertThat(bytesPerChild("/dav/small/", 100, FINDER)).isLessThanOrEqualTo(310);
  }

  @Test
  void clientThatIsBrief_isSparedWhatIsMissing() throws IOException {
    String body = "<propfind xmlns='DAV:'><prop><getcontentlength/><x/></prop></propfind>";
    assertThat(client.withBody("PROPFIND", "/dav/small/", body, "Depth: 0").text()).contains("404");
    for (String field : new String[] {"Brief: t", "Prefer: respond-async, return=minimal"}) {
      WireClient.Answer answer =
          client.withBody("PROPFIND", "/dav/small/", body, "Depth: 0", field);
      assertThat(answer.text()).contains("200 OK").doesNotContain("404");
    }
  }
}
