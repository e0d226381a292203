package swarmdrive.webdav.dav;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import swarmdrive.webdav.FakeAccounts;
import swarmdrive.webdav.MemoryTree;
import swarmdrive.webdav.TestServer;
import swarmdrive.webdav.WireClient;

/** Where there are users, a lock's token serves only the one who locked (RFC 4918, 6.4). */
class LockOwnerTest {
  private static final String INFO =
      "<D:lockinfo xmlns:D='DAV:'><D:lockscope><D:exclusive/></D:lockscope>"
          + "<D:locktype><D:write/></D:locktype></D:lockinfo>";
  private static final String ANN = basic("ann:a");
  private static final String BOB = basic("bob:b");

  private TestServer server;
  private WireClient client;

  private static String basic(String nameAndPassword) {
    byte[] bytes = nameAndPassword.getBytes(StandardCharsets.UTF_8);
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  @BeforeEach
  void start() throws IOException {
    TestServer.Builder builder =
        TestServer.of(new MemoryTree().with("file", "old").with("dir/inner", "x"));
    builder.accounts =
        Optional.of(new FakeAccounts().with("ann", "a", false).with("bob", "b", false));
    server = builder.start();
    client = server.connect();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  private String lockedByAnn(String path) throws IOException {
    WireClient.Answer answer = client.withBody("LOCK", "/dav/" + path, INFO, ANN);
    assertThat(answer.status()).isEqualTo(200);
    return answer.field("Lock-Token");
  }

  private int put(String user, String token) throws IOException {
    return client.withBody("PUT", "/dav/file", "new", user, "If: (" + token + ")").status();
  }

  @Test
  void token_ofAnotherUser_changesNothing() throws IOException {
    String token = lockedByAnn("file");
    assertThat(put(BOB, token)).isEqualTo(403);
    assertThat(client.get("/dav/file", BOB).text()).isEqualTo("old");
    assertThat(put(ANN, token)).isEqualTo(204);
  }

  @Test
  void tokenOfAnotherUser_removesAndMovesNothing() throws IOException {
    String token = lockedByAnn("dir/");
    String tagged = "If: </dav/dir/> (" + token + ")";
    assertThat(client.request("DELETE", "/dav/dir/inner", BOB, tagged).status()).isEqualTo(403);
    String to = "Destination: /dav/dir/other";
    assertThat(client.request("MOVE", "/dav/file", BOB, tagged, to).status()).isEqualTo(403);
    assertThat(client.request("MOVE", "/dav/file", ANN, tagged, to).status()).isEqualTo(201);
  }

  @Test
  void lock_endsAndIsRefreshedByItsUserOnly() throws IOException {
    String token = lockedByAnn("file");
    assertThat(client.request("UNLOCK", "/dav/file", BOB, "Lock-Token: " + token).status())
        .isEqualTo(403);
    String shown = "If: (" + token + ")";
    assertThat(client.request("LOCK", "/dav/file", BOB, shown).status()).isEqualTo(403);
    assertThat(client.request("LOCK", "/dav/file", ANN, shown).status()).isEqualTo(200);
    assertThat(client.request("UNLOCK", "/dav/file", ANN, "Lock-Token: " + token).status())
        .isEqualTo(204);
    assertThat(client.withBody("PUT", "/dav/file", "new", BOB).status()).isEqualTo(204);
  }

  @Test
  void locksOfOneUser_areBounded_andOthersGoOn() throws IOException {
    int status = 0;
    for (int i = 0; i <= LockTable.MOST_PER_CLIENT && status != 503; i++) {
      String shared = INFO.replace("exclusive", "shared");
      status = client.withBody("LOCK", "/dav/file", shared, ANN).status();
      assertThat(status).isIn(200, 503);
    }
    assertThat(status).isEqualTo(503);
    assertThat(client.withBody("LOCK", "/dav/dir/inner", INFO, BOB).status()).isEqualTo(200);
    assertThat(client.get("/dav/file", BOB).text()).isEqualTo("old");
  }
}
