package swarmdrive.webdav.dav;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.webdav.DavFullException;
import swarmdrive.webdav.MemoryTree;
import swarmdrive.webdav.TestServer;
import swarmdrive.webdav.WireClient;

/** PROPPATCH, and what PROPFIND then tells. */
class PropPatchTest {
  private final MemoryTree tree = new MemoryTree();
  private TestServer server;
  private WireClient client;

  @BeforeEach
  void start() throws IOException {
    tree.with("file", "old").with("dir/deep", "deep");
    server = TestServer.of(tree).start();
    client = server.connect();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  private WireClient.Answer patch(String path, String instructions) throws IOException {
    String body = "<D:propertyupdate xmlns:D='DAV:'>" + instructions + "</D:propertyupdate>";
    return client.withBody("PROPPATCH", "/dav/" + path, body);
  }

  private static String set(String properties) {
    return "<D:set><D:prop>" + properties + "</D:prop></D:set>";
  }

  private static String remove(String properties) {
    return "<D:remove><D:prop>" + properties + "</D:prop></D:remove>";
  }

  private String find(String path, String properties) throws IOException {
    String body = "<D:propfind xmlns:D='DAV:'>" + properties + "</D:propfind>";
    return client.withBody("PROPFIND", "/dav/" + path, body, "Depth: 0").text();
  }

  private String all(String path) throws IOException {
    return find(path, "<D:allprop/>");
  }

  @Test
  void deadProperty_isGivenBackAsItWasSet() throws IOException {
    String value = "<a xmlns='urn:x' k='1 &lt; 2'>one <b xmlns='urn:y'/> &amp;\n two</a>";
    assertThat(patch("file", set(value)).text()).contains("<a xmlns=\"urn:x\"/>", "200 OK");
    String kept =
        "<a xmlns=\"urn:x\" k=\"1 &lt; 2\">one <b xmlns=\"urn:y\"></b> &amp;&#10; two</a>";
    assertThat(all("file")).contains(kept);
    assertThat(find("file", "<D:prop><a xmlns='urn:x'/><c xmlns='urn:x'/></D:prop>"))
        .contains(kept)
        .contains("<c xmlns=\"urn:x\"/></D:prop><D:status>HTTP/1.1 404");
    assertThat(find("file", "<D:propname/>")).contains("<a xmlns=\"urn:x\"/>");
    assertThat(find("file", "<D:prop><D:displayname/></D:prop>")).doesNotContain("urn:x");
  }

  @Test
  void prefixesOfAttributes_areKept() throws IOException {
    patch("file", set("<p:a xmlns:p='urn:x' p:k='v' xml:lang='de'/>"));
    assertThat(all("file"))
        .contains("<a xmlns=\"urn:x\" xmlns:p0=\"urn:x\" p0:k=\"v\" xml:lang=\"de\"></a>");
  }

  @Test
  void language_isInherited() throws IOException {
    patch("file", "<D:set xml:lang='fr'><D:prop><a xmlns='x'>oui</a></D:prop></D:set>");
    assertThat(all("file")).contains("<a xmlns=\"x\" xml:lang=\"fr\">oui</a>");
  }

  @Test
  void instructions_areFollowedInOrder() throws IOException {
    patch("file", set("<a xmlns='x'>1</a>") + remove("<a xmlns='x'/>"));
    assertThat(all("file")).doesNotContain("<a ");
    patch("file", remove("<a xmlns='x'/>") + set("<a xmlns='x'>2</a>"));
    assertThat(all("file")).contains("<a xmlns=\"x\">2</a>");
  }

  @Test
  void propertyWithoutNamespace_staysSo() throws IOException {
    patch("file", set("<a xmlns=''>v</a>"));
    assertThat(all("file")).contains("<a xmlns=\"\">v</a>");
    assertThat(find("file", "<D:prop><a xmlns=''/></D:prop>")).contains("<a xmlns=\"\">v</a>");
  }

  @Test
  void windowsTimes_areAccepted() throws IOException {
    String times =
        "<Z:Win32LastModifiedTime xmlns:Z='urn:schemas-microsoft-com:'>Tue, 24 Nov 2026"
            + " 12:00:00 GMT</Z:Win32LastModifiedTime>";
    assertThat(patch("file", set(times)).text()).contains("200 OK");
    assertThat(all("file")).contains("Win32LastModifiedTime").contains("12:00:00 GMT");
  }

  @Test
  void liveProperties_cannotBeSetAndNothingElseIsThen() throws IOException {
    String answer = patch("file", set("<D:getetag>x</D:getetag><a xmlns='x'>1</a>")).text();
    assertThat(answer)
        .contains("<D:getetag/></D:prop><D:status>HTTP/1.1 403 Forbidden")
        .contains("<D:cannot-modify-protected-property/>")
        .contains("<a xmlns=\"x\"/></D:prop><D:status>HTTP/1.1 424 Failed Dependency");
    assertThat(all("file")).doesNotContain("<a ");
  }

  @Test
  void properties_goWithTheirFile() throws IOException {
    patch("dir/deep", set("<a xmlns='x'>1</a>"));
    client.request("COPY", "/dav/dir/", "Destination: /dav/copy/");
    client.request("MOVE", "/dav/dir/", "Destination: /dav/moved/");
    assertThat(all("copy/deep")).contains("<a ");
    assertThat(all("moved/deep")).contains("<a ");
    client.request("DELETE", "/dav/moved/");
    client.request("MKCOL", "/dav/moved/");
    client.withBody("PUT", "/dav/moved/deep", "x");
    assertThat(all("moved/deep")).doesNotContain("<a ");
  }

  @Test
  void childrenHaveTheirsInAListing() throws IOException {
    patch("dir/deep", set("<a xmlns='x'>1</a>"));
    String text = client.request("PROPFIND", "/dav/dir/", "Depth: 1").text();
    assertThat(text).contains("<a xmlns=\"x\">1</a>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<x/>",
        "<propertyupdate xmlns='DAV:'/>",
        "<propertyupdate xmlns='DAV:'><set><prop><a/></prop></set>",
        "<!DOCTYPE a []><propertyupdate xmlns='DAV:'><set><prop><a/></prop></set></propertyupdate>",
        "\u0001"
      })
  void body_thatIsNone_is400(String body) throws IOException {
    assertThat(client.withBody("PROPPATCH", "/dav/file", body).status()).isEqualTo(400);
  }

  @Test
  void bounds_hold() throws IOException {
    assertThat(patch("none", set("<a/>")).status()).isEqualTo(404);
    assertThat(patch("file", set("<a>" + "x".repeat(70_000) + "</a>")).status()).isEqualTo(413);
    assertThat(patch("file", set("<a>" + "&lt;".repeat(15_000) + "</a>")).status()).isEqualTo(207);
    String wide = "<b xmlns:p='" + "n".repeat(900) + "'>" + "<p:x/><y/>".repeat(100) + "</b>";
    assertThat(patch("file", set(wide)).status()).isEqualTo(507);
    assertThat(patch("file", set("<a>".repeat(40) + "</a>".repeat(40))).status()).isEqualTo(400);
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 600; i++) {
      many.append("<a").append(i).append("/>");
    }
    assertThat(patch("file", set(many.toString())).status()).isEqualTo(400);
    tree.fail(new DavFullException("no room"));
    assertThat(patch("file", set("<a/>")).status()).isEqualTo(507);
  }

  @Test
  void quota_isToldOfFoldersToWhoAsks() throws IOException {
    String ask = "<D:prop><D:quota-available-bytes/><D:quota-used-bytes/></D:prop>";
    assertThat(find("dir/", ask))
        .contains("<D:quota-available-bytes>1000000</D:quota-available-bytes>")
        .contains("<D:quota-used-bytes>2345</D:quota-used-bytes>");
    assertThat(find("file", ask)).contains("404 Not Found");
    assertThat(all("dir/")).doesNotContain("quota");
  }
}
