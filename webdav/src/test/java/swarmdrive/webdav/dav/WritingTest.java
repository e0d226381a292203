package swarmdrive.webdav.dav;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.webdav.DavFullException;
import swarmdrive.webdav.MemoryTree;
import swarmdrive.webdav.TestServer;
import swarmdrive.webdav.WireClient;

/** PUT, MKCOL, DELETE, COPY and MOVE on a drive that can be changed. */
class WritingTest {
  private final MemoryTree tree = new MemoryTree();
  private TestServer server;
  private WireClient client;

  @BeforeEach
  void start() throws IOException {
    tree.with("file", "old").with("dir/inner/deep", "deep").with("dir/a", "a").with("fixed", "own");
    server = TestServer.of(tree).start();
    client = server.connect();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
    assertThat(tree.openUploads).hasValue(0);
  }

  private int put(String path, String body, String... lines) throws IOException {
    return client.withBody("PUT", "/dav/" + path, body, lines).status();
  }

  private int act(String method, String path, String... lines) throws IOException {
    return client.request(method, "/dav/" + path, lines).status();
  }

  private static String to(String path) {
    return "Destination: http://test/dav/" + path;
  }

  @Test
  void put_ofANewName_is201AndOfAnOldOne204() throws IOException {
    assertThat(put("new", "one")).isEqualTo(201);
    assertThat(put("new", "two")).isEqualTo(204);
    assertThat(tree.text("new")).isEqualTo("two");
  }

  @Test
  void put_tellsTheTagThatGetThenHas() throws IOException {
    String tag = client.withBody("PUT", "/dav/new", "x").field("ETag");
    assertThat(tag).isNotEmpty().isEqualTo(client.get("/dav/new").field("ETag"));
  }

  @Test
  void put_inChunks_isTheSame() throws IOException {
    client.send("PUT /dav/new HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n");
    client.send("3\nabc\n2\nde\n0\n\n");
    assertThat(client.answer("PUT").status()).isEqualTo(201);
    assertThat(tree.text("new")).isEqualTo("abcde");
  }

  @Test
  void put_thatIsRefused_isSoBeforeTheBodyIsAskedFor() throws IOException {
    client.send("PUT /dav/none/x HTTP/1.1\nHost: a\nExpect: 100-continue\nContent-Length: 5\n\n");
    assertThat(client.answer("PUT").status()).isEqualTo(409);
  }

  @Test
  void put_thatIsCutOff_leavesTheOldFile() throws Exception {
    client.send("PUT /dav/file HTTP/1.1\nHost: a\nContent-Length: 1000\n\nhalf");
    TestServer.eventually(() -> tree.openUploads.get() == 1);
    client.close();
    TestServer.eventually(() -> tree.openUploads.get() == 0);
    assertThat(tree.text("file")).isEqualTo("old");
  }

  @ParameterizedTest
  @CsvSource({
    "none/x, 409",
    "file/x, 409",
    "dir, 405",
    "dir/, 405",
    "new/, 405",
    "'', 405",
    "fixed, 403"
  })
  void put_whereNoFileCanBe_isRefused(String path, int status) throws IOException {
    assertThat(put(path, "x")).isEqualTo(status);
  }

  @Test
  void put_ofAPart_isRefused() throws IOException {
    assertThat(put("file", "x", "Content-Range: bytes 0-0/3")).isEqualTo(400);
  }

  @Test
  void put_isConditional() throws IOException {
    String tag = client.get("/dav/file").field("ETag");
    assertThat(put("file", "x", "If-Match: \"other\"")).isEqualTo(412);
    assertThat(put("new", "x", "If-Match: *")).isEqualTo(412);
    assertThat(put("file", "x", "If-None-Match: *")).isEqualTo(412);
    assertThat(put("file", "x", "If-None-Match: " + tag)).isEqualTo(412);
    String before = "If-Unmodified-Since: Thu, 01 Jan 2015 00:00:00 GMT";
    assertThat(put("file", "x", before)).isEqualTo(412);
    assertThat(tree.text("file")).isEqualTo("old");
    assertThat(put("file", "x", "If-Match: " + tag)).isEqualTo(204);
    assertThat(put("new", "x", "If-None-Match: *")).isEqualTo(201);
  }

  @Test
  void acts_withoutRoom_are507() throws IOException {
    tree.fail(new DavFullException("the disk is full"));
    assertThat(client.withBody("PUT", "/dav/new", "x").text()).contains("the disk is full");
    assertThat(act("MKCOL", "new/")).isEqualTo(507);
    assertThat(act("MOVE", "file", to("new"))).isEqualTo(507);
    assertThat(act("LOCK", "file")).isEqualTo(400);
  }

  @Test
  void mkcol_makesAFolder() throws IOException {
    assertThat(act("MKCOL", "new/")).isEqualTo(201);
    assertThat(act("MKCOL", "new/")).isEqualTo(405);
    assertThat(act("MKCOL", "file")).isEqualTo(405);
    assertThat(act("MKCOL", "none/new/")).isEqualTo(409);
    assertThat(client.withBody("MKCOL", "/dav/other/", "<x/>").status()).isEqualTo(415);
    assertThat(act("PROPFIND", "new/", "Depth: 0")).isEqualTo(207);
  }

  @Test
  void delete_removesAFolderWithAllThatIsInIt() throws IOException {
    assertThat(act("DELETE", "dir/", "Depth: 1")).isEqualTo(400);
    assertThat(act("DELETE", "dir/", "Depth: infinity")).isEqualTo(204);
    assertThat(act("DELETE", "dir/")).isEqualTo(404);
    assertThat(act("DELETE", "file", "If-Match: \"x\"")).isEqualTo(412);
    assertThat(act("DELETE", "file")).isEqualTo(204);
    assertThat(act("DELETE", "dir#part")).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "MOVE", "COPY"})
  void theDriveItself_staysAsItIs(String method) throws IOException {
    assertThat(act(method, "", to("x"))).isEqualTo(403);
  }

  @Test
  void fixedEntries_areForbiddenWithAReason() throws IOException {
    assertThat(client.request("DELETE", "/dav/fixed").text()).contains("this is fixed");
    assertThat(act("MOVE", "file", to("fixed"))).isEqualTo(403);
    assertThat(act("COPY", "fixed", to("copy"))).isEqualTo(201);
  }

  @Test
  void move_renames() throws IOException {
    assertThat(act("MOVE", "dir/", to("other/"))).isEqualTo(201);
    assertThat(tree.text("other/inner/deep")).isEqualTo("deep");
    assertThat(act("PROPFIND", "dir/", "Depth: 0")).isEqualTo(404);
  }

  @Test
  void destinations_areReplacedUnlessThatIsForbidden() throws IOException {
    assertThat(act("MOVE", "file", to("dir/a"), "Overwrite: F")).isEqualTo(412);
    assertThat(act("COPY", "file", to("dir/a"))).isEqualTo(204);
    assertThat(act("MOVE", "file", to("dir/a"), "Overwrite: T")).isEqualTo(204);
    assertThat(tree.text("dir/a")).isEqualTo("old");
    assertThat(tree.text("file")).isNull();
  }

  @Test
  void copy_ofAFolder_isDeepOrNot() throws IOException {
    assertThat(act("COPY", "dir/", to("deep/"))).isEqualTo(201);
    assertThat(act("COPY", "dir/", to("flat/"), "Depth: 0")).isEqualTo(201);
    assertThat(act("COPY", "dir/", to("x/"), "Depth: 1")).isEqualTo(400);
    assertThat(act("MOVE", "dir/", to("x/"), "Depth: 0")).isEqualTo(400);
    assertThat(tree.text("deep/inner/deep")).isEqualTo("deep");
    assertThat(tree.text("flat/a")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "http://other.example/dav/x, 502",
    "http://test:81/dav/x, 502",
    "http://test/elsewhere, 502",
    "http://test:80/dav/x, 201",
    "https://TEST/dav/x, 201",
    "/dav/x, 201",
    "/DavWWWRoot/dav/x, 201",
    "dav/x, 502",
    "ftp://test/dav/x, 400",
    "http://test/dav/%zz, 400",
    "http://test/dav/../x, 400",
    "http://test/dav/a%2Fb, 403",
    "http://test/dav/none/x, 409",
    "http://test/dav/file, 403",
    "http://test/dav/, 403"
  })
  void destination_isInThisDrive(String destination, int status) throws IOException {
    assertThat(act("COPY", "file", "Destination: " + destination)).isEqualTo(status);
  }

  @Test
  void destination_behindAProxy_hasTheNameOfTheProxy() throws IOException {
    String destination = "Destination: https://proxy.example/dav/x";
    assertThat(act("COPY", "file", destination)).isEqualTo(502);
    assertThat(act("COPY", "file", destination, "X-Forwarded-Host: proxy.example")).isEqualTo(201);
  }

  @Test
  void copyAndMove_needADestinationThatIsNotTheirOwn() throws IOException {
    assertThat(act("MOVE", "file")).isEqualTo(400);
    assertThat(act("MOVE", "none", to("x"))).isEqualTo(404);
    assertThat(act("MOVE", "dir/", to("dir/inner/x/"))).isEqualTo(403);
    assertThat(act("COPY", "dir/inner/", to("dir/"))).isEqualTo(403);
    assertThat(act("COPY", "dir/", to("dir/"))).isEqualTo(403);
  }

  @Test
  void options_tellTheClasses() throws IOException {
    WireClient.Answer answer = client.request("OPTIONS", "/");
    assertThat(answer.field("DAV")).isEqualTo("1, 2, 3");
    assertThat(answer.field("Allow")).contains("LOCK").contains("PROPPATCH");
    assertThat(answer.field("MS-Author-Via")).isEqualTo("DAV");
  }
}
