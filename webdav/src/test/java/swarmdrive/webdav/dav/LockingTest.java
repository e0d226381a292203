package swarmdrive.webdav.dav;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.webdav.MemoryTree;
import swarmdrive.webdav.TestServer;
import swarmdrive.webdav.WireClient;

/** LOCK, UNLOCK, If, and what locks forbid to others. */
class LockingTest {
  private static final String TOKEN = "opaquelocktoken:[-0-9a-f]{36}";
  private final MemoryTree tree = new MemoryTree();
  private TestServer server;
  private WireClient client;

  @BeforeEach
  void start() throws IOException {
    tree.with("file", "old").with("dir/inner/deep", "deep").with("other", "x").with("fixed", "f");
    server = TestServer.of(tree).start();
    client = server.connect();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  private static String info(String scope) {
    return "<?xml version=\"1.0\"?><D:lockinfo xmlns:D='DAV:'><D:lockscope><D:"
        + scope
        + "/></D:lockscope><D:locktype><D:write/></D:locktype>"
        + "<D:owner><D:href>http://me/</D:href></D:owner></D:lockinfo>";
  }

  private WireClient.Answer lock(String path, String scope, String... lines) throws IOException {
    return client.withBody("LOCK", "/dav/" + path, info(scope), lines);
  }

  /** Locks, and returns the token in brackets. */
  private String locked(String path, String scope, String... lines) throws IOException {
    WireClient.Answer answer = lock(path, scope, lines);
    assertThat(answer.status()).isIn(200, 201);
    String token = answer.field("Lock-Token");
    assertThat(token).matches("<" + TOKEN + ">");
    return token;
  }

  private int put(String path, String... lines) throws IOException {
    return client.withBody("PUT", "/dav/" + path, "new", lines).status();
  }

  private int act(String method, String path, String... lines) throws IOException {
    return client.request(method, "/dav/" + path, lines).status();
  }

  private static String to(String path) {
    return "Destination: http://test/dav/" + path;
  }

  @Test
  void lock_tellsWhatItIs() throws IOException {
    WireClient.Answer answer = lock("file", "exclusive", "Timeout: Infinite, Second-4100000000");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .contains("<D:exclusive/>")
        .contains("<D:depth>infinity</D:depth>")
        .contains("<D:timeout>Second-3600</D:timeout>")
        .contains("<owner xmlns=\"DAV:\"><href>http://me/</href></owner>")
        .contains("<D:lockroot><D:href>/dav/file</D:href></D:lockroot>");
    Matcher token = Pattern.compile("<D:href>(" + TOKEN + ")</D:href>").matcher(answer.text());
    assertThat(token.find()).isTrue();
    assertThat(answer.field("Lock-Token")).isEqualTo("<" + token.group(1) + ">");
  }

  @Test
  void lock_isShownByPropfind() throws IOException {
    String token = locked("dir/", "exclusive");
    String ask = "<propfind xmlns='DAV:'><prop><lockdiscovery/><supportedlock/></prop></propfind>";
    String below = client.withBody("PROPFIND", "/dav/dir/inner/", ask, "Depth: 0").text();
    assertThat(below).contains(token.substring(1, token.length() - 1)).contains("<D:shared/>");
    String beside = client.withBody("PROPFIND", "/dav/file", ask, "Depth: 0").text();
    assertThat(beside).contains("<D:lockdiscovery/>");
  }

  /** RFC 4918, 9.1 and 14.2: allprop gives every live property that it defines. */
  @Test
  void lock_isShownByAllprop() throws IOException {
    String token = locked("file", "exclusive");
    assertThat(client.request("PROPFIND", "/dav/file", "Depth: 0").text())
        .contains(token.substring(1, token.length() - 1))
        .contains("<D:supportedlock>")
        .doesNotContain("quota");
  }

  @Test
  void lock_onANameWhereNothingIs_makesAnEmptyFile() throws IOException {
    WireClient.Answer answer = lock("new", "exclusive", "Depth: 0");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(tree.text("new")).isEmpty();
    assertThat(client.get("/dav/new").field("ETag")).isNotEmpty();
    assertThat(put("new", "If: (" + answer.field("Lock-Token") + ")")).isEqualTo(204);
    assertThat(tree.text("new")).isEqualTo("new");
  }

  @Test
  void lock_whereNoFileCanBe_leavesNoLock() throws IOException {
    assertThat(lock("none/new", "exclusive").status()).isEqualTo(409);
    assertThat(lock("none/", "exclusive").status()).isEqualTo(409);
    assertThat(lock("fixed-new", "exclusive").status()).isEqualTo(403);
    assertThat(lock("file", "exclusive", "Depth: 1").status()).isEqualTo(400);
    assertThat(put("fixed-new")).isEqualTo(403);
    assertThat(act("DELETE", "file")).isEqualTo(204);
  }

  @Test
  void exclusiveLock_forbidsOtherLocks() throws IOException {
    locked("dir/", "exclusive", "Depth: infinity");
    assertThat(lock("dir/", "shared").status()).isEqualTo(423);
    WireClient.Answer below = lock("dir/inner/deep", "exclusive");
    assertThat(below.status()).isEqualTo(423);
    assertThat(below.text()).contains("<D:no-conflicting-lock><D:href>/dav/dir/</D:href>");
    assertThat(lock("file", "exclusive").status()).isEqualTo(200);
  }

  @Test
  void deepLock_isRefusedOverALockedMember() throws IOException {
    locked("dir/inner/deep", "exclusive");
    assertThat(lock("dir/", "exclusive").status()).isEqualTo(423);
    assertThat(lock("dir/", "exclusive", "Depth: 0").status()).isEqualTo(200);
  }

  @Test
  void sharedLocks_areSeveralAndEachLetsItsOwnerIn() throws IOException {
    String one = locked("file", "shared");
    String two = locked("file", "shared");
    assertThat(lock("file", "exclusive").status()).isEqualTo(423);
    assertThat(put("file")).isEqualTo(423);
    assertThat(put("file", "If: (" + one + ")")).isEqualTo(204);
    assertThat(put("file", "If: (" + two + ")")).isEqualTo(204);
    assertThat(act("UNLOCK", "file", "Lock-Token: " + one)).isEqualTo(204);
    assertThat(put("file")).isEqualTo(423);
    assertThat(act("UNLOCK", "file", "Lock-Token: " + two)).isEqualTo(204);
    assertThat(put("file")).isEqualTo(204);
  }

  @Test
  void lockedFile_cannotBeChangedByOthers() throws IOException {
    locked("file", "exclusive");
    assertThat(put("file")).isEqualTo(423);
    assertThat(act("DELETE", "file")).isEqualTo(423);
    assertThat(act("MOVE", "file", to("x"))).isEqualTo(423);
    assertThat(act("COPY", "other", to("file"))).isEqualTo(423);
    assertThat(act("COPY", "file", to("x"))).isEqualTo(201);
    String patch =
        "<propertyupdate xmlns='DAV:'><set><prop><a xmlns='x'/></prop></set></propertyupdate>";
    assertThat(client.withBody("PROPPATCH", "/dav/file", patch).status()).isEqualTo(423);
    assertThat(tree.text("file")).isEqualTo("old");
  }

  @Test
  void refusal_namesTheLock() throws IOException {
    locked("dir/", "exclusive");
    String text = client.withBody("PUT", "/dav/dir/new", "x").text();
    assertThat(text).contains("<D:lock-token-submitted><D:href>/dav/dir/</D:href>");
  }

  @Test
  void folder_isNotRemovedOverALockedMember() throws IOException {
    String token = locked("dir/inner/deep", "exclusive");
    assertThat(act("DELETE", "dir/")).isEqualTo(423);
    assertThat(act("MOVE", "dir/", to("x/"))).isEqualTo(423);
    assertThat(act("DELETE", "dir/", "If: </dav/dir/inner/deep> (" + token + ")")).isEqualTo(204);
    assertThat(tree.text("dir/inner/deep")).isNull();
    assertThat(act("MKCOL", "dir/")).isEqualTo(201);
    assertThat(lock("dir/", "exclusive").status()).isEqualTo(200);
  }

  @Test
  void shallowLock_keepsTheNamesOfAFolder() throws IOException {
    String token = locked("dir/", "exclusive", "Depth: 0");
    assertThat(put("dir/new")).isEqualTo(423);
    assertThat(act("MKCOL", "dir/new/")).isEqualTo(423);
    assertThat(act("DELETE", "dir/inner/")).isEqualTo(423);
    assertThat(put("dir/inner/deep")).isEqualTo(204);
    assertThat(put("dir/new", "If: </dav/dir/> (" + token + ")")).isEqualTo(201);
  }

  @Test
  void locks_stayWhenTheirFileMoves_andDoNotFollow() throws IOException {
    String token = locked("file", "exclusive");
    assertThat(act("MOVE", "file", to("moved"), "If: (" + token + ")")).isEqualTo(201);
    assertThat(put("moved")).isEqualTo(204);
    assertThat(put("file")).isEqualTo(201);
  }

  @Test
  void refresh_needsATokenOfThisEntry() throws IOException {
    String token = locked("file", "exclusive", "Timeout: Second-100");
    String[] lines = {"If: (" + token + ")", "Timeout: Second-200"};
    WireClient.Answer answer = client.request("LOCK", "/dav/file", lines);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains("Second-200").contains(token.substring(1, 30));
    assertThat(answer.fields()).doesNotContainKey("lock-token");
    assertThat(client.request("LOCK", "/dav/other", lines).status()).isEqualTo(412);
    assertThat(client.request("LOCK", "/dav/file").status()).isEqualTo(400);
  }

  @Test
  void unlock_needsATokenOfThisEntry() throws IOException {
    String token = locked("file", "exclusive");
    assertThat(act("UNLOCK", "file")).isEqualTo(400);
    assertThat(act("UNLOCK", "file", "Lock-Token: x")).isEqualTo(400);
    assertThat(act("UNLOCK", "file", "Lock-Token: <opaquelocktoken:no>")).isEqualTo(409);
    assertThat(act("UNLOCK", "other", "Lock-Token: " + token)).isEqualTo(409);
    assertThat(act("UNLOCK", "file", "Lock-Token: " + token)).isEqualTo(204);
    assertThat(act("UNLOCK", "file", "Lock-Token: " + token)).isEqualTo(409);
  }

  @Test
  void ifField_isAboutTokensAndTags() throws IOException {
    String tag = client.get("/dav/file").field("ETag");
    String token = locked("file", "exclusive");
    assertThat(put("file", "If: (" + token + " [\"other\"])")).isEqualTo(412);
    assertThat(put("file", "If: (Not <DAV:no-lock>)")).isEqualTo(423);
    assertThat(put("other", "If: (" + token + ")")).isEqualTo(412);
    assertThat(put("other", "If: <http://test/dav/file> (" + token + ")")).isEqualTo(204);
    assertThat(put("file", "If: ([\"other\"]) (" + token + " [" + tag + "])")).isEqualTo(204);
    assertThat(put("other", "If: ([\"no\"]) (<DAV:no-lock>)")).isEqualTo(412);
    assertThat(put("other", "If: <http://test/%zz> (" + token + ")")).isEqualTo(412);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "(",
        "()",
        "(<>)",
        "(<a)",
        "(<a>",
        "<a>",
        "<a> <b> (<c>)",
        "(<a>) <b> (<c>)",
        "([a)",
        "(Not)",
        "(a)"
      })
  void ifField_thatCannotBeRead_is400(String field) throws IOException {
    assertThat(put("file", "If: " + field)).isEqualTo(400);
  }

  @Test
  void lockInfo_isReadStrictly() throws IOException {
    assertThat(client.withBody("LOCK", "/dav/file", "<x/>").status()).isEqualTo(400);
    assertThat(client.withBody("LOCK", "/dav/file", info("local")).status()).isEqualTo(422);
    String dtd = "<!DOCTYPE x [<!ENTITY a 'b'>]>" + info("shared").substring(21);
    assertThat(client.withBody("LOCK", "/dav/file", dtd).status()).isEqualTo(400);
    String long1 = info("shared").replace("http://me/", "x".repeat(5000));
    assertThat(client.withBody("LOCK", "/dav/file", long1).status()).isEqualTo(507);
  }
}
