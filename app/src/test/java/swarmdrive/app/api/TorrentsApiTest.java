package swarmdrive.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static swarmdrive.app.testing.TestTorrents.bytes;
import static swarmdrive.app.testing.TestTorrents.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.app.testing.Eventually;
import swarmdrive.app.testing.FakeExchange;
import swarmdrive.app.testing.TestTorrents;
import swarmdrive.engine.metainfo.Metainfo;

/** Adding, listing, changing and removing torrents. */
final class TorrentsApiTest {
  private static final String LINK = "magnet:?xt=urn:btih:" + "ab".repeat(20) + "&dn=some%20name";

  @TempDir Path temporary;

  private Api api;
  private TestTorrents.Made made;

  @BeforeEach
  void open() throws IOException {
    api = new Api(temporary).start();
    made = TestTorrents.multi(temporary, "x", Map.of("a", bytes(20_000, 1), "b", bytes(20_000, 2)));
  }

  @AfterEach
  void close() throws IOException {
    api.close();
  }

  private String hash() {
    return made.metainfo().infoHash().toHex();
  }

  private FakeExchange upload() throws IOException {
    return api.send(
        Api.request("POST", "torrents?route=films/old")
            .with("application/x-bittorrent", made.torrentFile()));
  }

  @Test
  void magnet_becomesAFileInItsRoute() throws IOException {
    FakeExchange exchange =
        api.json("POST", "torrents", "{\"magnet\":\"" + LINK + "\",\"route\":\"films\"}");

    assertThat(exchange.status).isEqualTo(201);
    assertThat(exchange.headers).containsEntry("Location", "/api/v1/torrents/" + "ab".repeat(20));
    assertThat(api.library.root().resolve("films/some name.magnet")).hasContent(LINK);
    JsonNode torrent = exchange.json();
    assertThat(torrent.get("name").asText()).isEqualTo("some name");
    assertThat(torrent.get("route").asText()).isEqualTo("films");
    assertThat(torrent.get("state").asText()).isEqualTo("fetching-metadata");
    assertThat(torrent.get("health").get("level").asText()).isEqualTo("bad");
    assertThat(torrent.get("problem").asText()).isEqualTo("no peer has it yet");
  }

  @Test
  void torrentFile_becomesThatFileInItsRoute_asItCame() throws IOException {
    FakeExchange exchange = upload();

    assertThat(exchange.status).isEqualTo(201);
    Path file = api.library.root().resolve("films/old/x.torrent");
    assertThat(Metainfo.parse(Files.readAllBytes(file))).isEqualTo(made.metainfo());
    JsonNode torrent = exchange.json();
    assertThat(torrent.get("infoHash").asText()).isEqualTo(hash());
    assertThat(torrent.get("size").asLong()).isEqualTo(40_000);
    assertThat(torrent.get("files").asInt()).isEqualTo(2);
    assertThat(torrent.get("pieces").asInt()).isEqualTo(3);
    assertThat(torrent.get("pieceLength").asInt()).isEqualTo(16 << 10);
    assertThat(torrent.get("magnet").asText()).startsWith("magnet:?xt=urn:btih:" + hash());
  }

  @Test
  void form_withAFile_addsIt_underTheNameWanted() throws IOException {
    FakeExchange exchange =
        api.send(
            Api.request("POST", "torrents")
                .with(
                    "multipart/form-data; boundary=\"a b\"",
                    form(
                        "a b",
                        Map.of(
                            "torrent\"; filename=\"y.torrent", made.torrentFile(),
                            "route", text("films"),
                            "name", text("mine/ä")))));

    assertThat(exchange.status).isEqualTo(201);
    assertThat(api.library.root().resolve("films/mine_ä.torrent")).exists();
  }

  private static byte[] form(String boundary, Map<String, byte[]> parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Map.Entry<String, byte[]> part : parts.entrySet()) {
      bytes.write(
          ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + part.getKey() + "\"")
              .getBytes(StandardCharsets.UTF_8));
      bytes.write("\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      bytes.write(part.getValue());
      bytes.write("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    bytes.write(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  @Test
  void url_isFetched_andAFailureThereIs502() throws IOException {
    HttpServer web =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    web.createContext(
        "/good",
        exchange -> {
          exchange.sendResponseHeaders(200, made.torrentFile().length);
          exchange.getResponseBody().write(made.torrentFile());
          exchange.close();
        });
    web.createContext(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(new byte[200_000]);
          exchange.close();
        });
    web.start();
    try {
      String base = "http://127.0.0.1:" + web.getAddress().getPort();
      assertThat(addUrl(base + "/good").status).isEqualTo(201);
      assertThat(addUrl(base + "/missing").json().get("detail").asText())
          .isEqualTo("the torrent file cannot be fetched: the answer was 404");
      assertThat(addUrl(base + "/endless").json().get("detail").asText())
          .isEqualTo("the torrent file cannot be fetched: it is larger than 100000 bytes");
    } finally {
      web.stop(0);
    }
    assertThat(addUrl("http://127.0.0.1:1/closed").status).isEqualTo(502);
    assertThat(addUrl("file:///etc/passwd").status).isEqualTo(422);
    assertThat(addUrl("http:///x").status).isEqualTo(422);
    assertThat(addUrl(LINK).status).as("a link in the wrong field").isEqualTo(201);
  }

  private FakeExchange addUrl(String url) throws IOException {
    return api.json("POST", "torrents", "{\"url\":\"" + url + "\"}");
  }

  @Test
  void addingAgain_changesNothing_butAMagnetGetsItsMetadata() throws IOException {
    FakeExchange magnet =
        api.json("POST", "torrents", "{\"magnet\":\"" + made.metainfo().magnet() + "\"}");
    assertThat(magnet.status).isEqualTo(201);
    assertThat(magnet.json().get("pieces").asInt()).isZero();

    FakeExchange again = upload();

    assertThat(again.status).isEqualTo(200);
    assertThat(again.json().get("route").asText()).isEmpty();
    assertThat(again.json().get("pieces").asInt()).isEqualTo(3);
    assertThat(
            api.json("POST", "torrents", "{\"magnet\":\"" + made.metainfo().magnet() + "\"}")
                .status)
        .isEqualTo(200);
    assertThat(api.get("torrents").json()).hasSize(1);
  }

  @Test
  void namesake_ofAnotherTorrent_getsANumber() throws IOException {
    upload();
    TestTorrents.Made other = TestTorrents.multi(temporary, "x", Map.of("c", text("c")));
    api.send(
        Api.request("POST", "torrents?route=films/old")
            .with("application/x-bittorrent", other.torrentFile()));
    assertThat(api.library.root().resolve("films/old/x (2).torrent")).exists();
    assertThat(api.get("torrents?route=films/old").json()).hasSize(2);
  }

  @Test
  void addedTorrent_isInEveryListAtOnce() throws IOException {
    upload();
    JsonNode torrents = api.get("torrents").json();
    assertThat(torrents).hasSize(1);
    assertThat(torrents.get(0)).isEqualTo(api.get("torrents/" + hash()).json());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [] | 400 | must be a JSON object
          {} | 400 | either magnet or url
          {"magnet":"x" | 400 | not JSON
          {"magnet":1} | 400 | magnet must be a text
          {"magnet":"magnet:?xt=urn:btih:00"} | 422 | hash
          {"magnet":"nonsense"} | 422 | magnet
          {"magnet":"a","url":"b"} | 400 | either magnet or url
          {"magent":"x"} | 400 | unknown fields [magent]; known are [magnet, name, route, url]
          """)
  void wrongAddition_isRefusedWithAReason(String body, int status, String reason)
      throws IOException {
    FakeExchange exchange = api.json("POST", "torrents", body);
    assertThat(exchange.status).isEqualTo(status);
    assertThat(exchange.json().get("detail").asText()).contains(reason);
    assertThat(api.engine.torrents()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "a/../../b",
        "/etc",
        "a//b",
        "a/",
        ".hidden",
        "a\\\\b",
        "c:",
        "a\\u0000",
        "x."
      })
  void routeThatIsNoFolderOfTheLibrary_isRefused(String route) throws IOException {
    String body = "{\"magnet\":\"" + LINK + "\",\"route\":\"" + route + "\"}";
    assertThat(api.json("POST", "torrents", body).status).isEqualTo(422);
    assertThat(api.json("POST", "routes", "{\"name\":\"" + route + "\"}").status).isEqualTo(422);
    assertThat(temporary.resolve("library")).isEmptyDirectory();
  }

  @Test
  void routeThatIsALink_isRefused() throws IOException {
    Files.createSymbolicLink(api.library.root().resolve("out"), temporary);
    String body = "{\"magnet\":\"" + LINK + "\",\"route\":\"out/side\"}";
    assertThat(api.json("POST", "torrents", body).status).isEqualTo(422);
    assertThat(temporary.resolve("side")).doesNotExist();
  }

  @Test
  void damagedUploads_areRefused_andLeaveNothing() throws IOException {
    assertThat(raw("application/x-bittorrent", text("d4:infod")).status).isEqualTo(422);
    assertThat(raw("application/x-bittorrent", new byte[100_001]).status).isEqualTo(413);
    assertThat(raw("text/plain", text(LINK)).status).isEqualTo(415);
    assertThat(raw("multipart/form-data", text("x")).status).isEqualTo(400);
    assertThat(raw("multipart/form-data; boundary=b", text("--b\r\nno end")).status).isEqualTo(400);
    assertThat(raw("multipart/form-data; boundary=b", form("b", Map.of("x", text("y")))).status)
        .isEqualTo(400);
    assertThat(raw("multipart/form-data; boundary=b", form("b", Map.of("route", text("y")))).status)
        .isEqualTo(400);
    assertThat(temporary.resolve("library")).isEmptyDirectory();
  }

  private FakeExchange raw(String type, byte[] body) throws IOException {
    return api.send(Api.request("POST", "torrents").with(type, body));
  }

  @Test
  void damagedAndArrivingFiles_areListedWithWhatIsWrong() throws IOException {
    Files.writeString(api.library.root().resolve("Y.torrent"), "not a torrent file");
    Eventually.until("it is damaged", () -> states().equals("damaged"));
    Files.writeString(api.library.root().resolve("Z.magnet"), "magnet:?xt=urn");
    Eventually.until("it is here", () -> states().startsWith("damaged,"));
    JsonNode damaged = api.get("torrents?state=damaged").json().get(0);
    assertThat(damaged.get("infoHash").asText()).isEmpty();
    assertThat(damaged.get("problem").asText()).isNotEmpty();
    assertThat(damaged.get("health").get("level").asText()).isEqualTo("bad");
  }

  private String states() {
    try {
      JsonNode torrents = api.get("torrents").json();
      return String.join(",", torrents.findValuesAsText("state"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void longList_comesInParts_eachNamingTheNext() throws IOException {
    for (int i = 0; i < 5; i++) {
      String link = "magnet:?xt=urn:btih:" + ("0" + i).repeat(20) + "&dn=n" + i;
      api.json("POST", "torrents", "{\"magnet\":\"" + link + "\"}");
    }
    FakeExchange first = api.get("torrents?name=N&limit=2");
    assertThat(first.json().findValuesAsText("name")).containsExactly("n0", "n1");
    assertThat(first.headers)
        .containsEntry("Total-Count", "5")
        .containsEntry("Link", "<?name=N&offset=2&limit=2>; rel=\"next\"");
    FakeExchange last = api.get("torrents?name=N&offset=4&limit=2");
    assertThat(last.json().findValuesAsText("name")).containsExactly("n4");
    assertThat(last.headers).doesNotContainKey("Link");
    assertThat(api.get("torrents?offset=2147483647").json()).isEmpty();
    assertThat(api.get("torrents?name=n3").json()).hasSize(1);
    assertThat(api.get("torrents?state=idle").json()).isEmpty();
  }

  @Test
  void filesPiecesAndPeers_areTold() throws IOException {
    upload();
    JsonNode files = api.get("torrents/" + hash() + "/files").json();
    assertThat(files).hasSize(2);
    assertThat(files.get(0).get("path").get(0).asText()).isEqualTo("a");
    assertThat(files.get(0).get("size").asLong()).isEqualTo(20_000);
    assertThat(files.get(0).get("bytesHeld").asLong()).isEqualTo(16_384);
    assertThat(files.get(1).get("bytesHeld").asLong()).isZero();

    assertThat(api.get("torrents/" + hash() + "/pieces").json().get("runs").toString())
        .isEqualTo(
            "[{\"state\":\"held\",\"count\":1},{\"state\":\"fetching\",\"count\":1},"
                + "{\"state\":\"missing\",\"count\":1}]");

    JsonNode peer = api.get("torrents/" + hash() + "/peers").json().get(0);
    assertThat(peer.get("address").asText()).isEqualTo("192.0.2.7:4711");
    assertThat(peer.get("rate").asLong()).isEqualTo(100);
  }

  @Test
  void removedTorrent_isGoneWithItsFile() throws IOException {
    upload();
    assertThat(api.delete("torrents/" + hash()).status).isEqualTo(204);
    assertThat(api.library.root().resolve("films/old/x.torrent")).doesNotExist();
    assertThat(api.engine.removed()).hasSize(1);
    assertThat(api.get("torrents/" + hash()).status).isEqualTo(404);
    assertThat(api.delete("torrents/" + hash()).status).isEqualTo(404);
  }

  @Test
  void torrentThatIsNotHere_is404Everywhere() throws IOException {
    for (String below : new String[] {"", "/files", "/pieces", "/peers"}) {
      assertThat(api.get("torrents/" + "cd".repeat(20) + below).status).isEqualTo(404);
      assertThat(api.get("torrents/nonsense" + below).status).isEqualTo(404);
    }
    assertThat(api.json("PATCH", "torrents/" + "cd".repeat(20), "{}").status).isEqualTo(404);
  }

  @Test
  void renamedAndMovedTorrent_staysInTheEngine() throws IOException {
    upload();
    FakeExchange moved =
        api.json("PATCH", "torrents/" + hash(), "{\"name\":\"new: name\",\"route\":\"other\"}");

    assertThat(moved.status).isEqualTo(200);
    assertThat(moved.json().get("name").asText()).isEqualTo("new_ name");
    assertThat(api.library.root().resolve("other/new_ name.torrent")).exists();
    assertThat(api.engine.removed()).isEmpty();
    assertThat(api.json("PATCH", "torrents/" + hash(), "{\"route\":\"\"}").json().get("route"))
        .hasToString("\"\"");
    assertThat(api.library.root().resolve("new_ name.torrent")).exists();
  }

  @Test
  void renaming_overwritesNothing() throws IOException {
    upload();
    Files.writeString(api.library.root().resolve("films/old/there.torrent"), "precious");
    assertThat(api.json("PATCH", "torrents/" + hash(), "{\"name\":\"there\"}").status)
        .isEqualTo(409);
    assertThat(api.library.root().resolve("films/old/there.torrent")).hasContent("precious");
    assertThat(api.json("PATCH", "torrents/" + hash(), "{\"name\":\"...\"}").status).isEqualTo(422);
  }

  @Test
  void pausedTorrent_saysSo_untilItGoesOn() throws IOException {
    upload();
    JsonNode paused = api.json("PATCH", "torrents/" + hash(), "{\"paused\":true}").json();
    assertThat(paused.get("paused").asBoolean()).isTrue();
    assertThat(paused.get("health").get("reason").asText()).isEqualTo("paused");
    assertThat(api.json("PATCH", "torrents/" + hash(), "{\"paused\":false}").json().get("paused"))
        .hasToString("false");
    assertThat(api.json("PATCH", "torrents/" + hash(), "{\"paused\":\"yes\"}").status)
        .isEqualTo(400);
    assertThat(api.json("PATCH", "torrents/" + hash(), "{\"size\":1}").status).isEqualTo(400);
  }

  @Test
  void keptTorrent_saysSo_andClearingTellsWhatItGave() throws IOException {
    upload();
    assertThat(api.json("PATCH", "torrents/" + hash(), "{\"keep\":true}").json().get("keep"))
        .hasToString("true");
    assertThat(api.get("torrents/" + hash()).json().get("keep").asBoolean()).isTrue();
    assertThat(api.json("PATCH", "torrents/" + hash(), "{\"keep\":false}").json().get("keep"))
        .hasToString("false");
    assertThat(api.json("PATCH", "torrents/" + hash(), "{\"keep\":1}").status).isEqualTo(400);
    JsonNode cleared = api.send(Api.request("POST", "cache/clear")).json();
    assertThat(cleared.get("bytesFreed").asLong()).isEqualTo(api.engine.clear());
  }

  @Test
  void routes_areMadeListedAndRemoved() throws IOException {
    assertThat(api.json("POST", "routes", "{\"name\":\"a/b\"}").status).isEqualTo(201);
    assertThat(api.json("POST", "routes", "{\"name\":\"a/b\"}").status).isEqualTo(200);
    upload();
    JsonNode routes = api.get("routes").json();
    assertThat(routes.findValuesAsText("name"))
        .containsExactly("", "a", "a/b", "films", "films/old");
    assertThat(routes.findValuesAsText("torrents")).containsExactly("0", "0", "0", "0", "1");

    assertThat(api.delete("routes/a").status).as("it has a folder").isEqualTo(409);
    assertThat(api.delete("routes/films/old").status).isEqualTo(409);
    assertThat(api.delete("routes/a/b").status).isEqualTo(204);
    assertThat(api.delete("routes/a/b").status).isEqualTo(404);
    assertThat(api.delete("routes/").status).isEqualTo(404);
    assertThat(api.json("POST", "routes", "{}").status).isEqualTo(400);
    Files.writeString(api.library.root().resolve("file"), "x");
    assertThat(api.json("POST", "routes", "{\"name\":\"file\"}").status).isEqualTo(409);
  }
}
