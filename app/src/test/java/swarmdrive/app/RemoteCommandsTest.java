package swarmdrive.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.app.config.ConfigFile;
import swarmdrive.app.config.ConfigSources;
import swarmdrive.app.config.ConfigSources.Flag;
import swarmdrive.app.testing.TestTorrents;

/** The commands that talk to a running server, with one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RemoteCommandsTest {
  private Path folder;
  private Server server;
  private String home;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    Map<String, Flag> flags = new HashMap<>(SwarmOptions.withoutDiscovery());
    flags.put("http.listen", new Flag("test", "127.0.0.1:0"));
    flags.put("engine.listen-port", new Flag("test", 0));
    flags.put("engine.bind-address", new Flag("test", "127.0.0.1"));
    server =
        Server.of(
            ConfigFile.load(
                new ConfigSources(Optional.empty(), Map.of(), flags), folder.resolve("data")));
    home = server.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Output run(String... words) {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.addAll(List.of("--server", home));
    return Output.of(all.toArray(String[]::new));
  }

  @Test
  void torrentFile_isAddedListedAndRemoved() throws IOException {
    TestTorrents.Made made =
        TestTorrents.single(folder, "evil \u001b[31m name.bin", TestTorrents.bytes(50_000, 4));
    Path file = Files.write(folder.resolve("a.torrent"), made.torrentFile());

    Output added = run("add", file.toString(), "--route", "films/new ones", "--name", "A & B");
    assertThat(added.code()).as(added.err()).isZero();
    assertThat(added.out())
        .contains(made.metainfo().infoHash().toHex(), "films/new ones/A & B", "48.8 KiB");
    assertThat(server.library().root().resolve("films/new ones/A & B.torrent")).exists();
    assertThat(run("add", file.toString()).code()).as("again").isZero();

    assertThat(run("list", "--route", "films/new ones").out().lines()).hasSize(1);
    assertThat(run("list", "--route", "other").out()).isEmpty();
    JsonNode list = new ObjectMapper().readTree(run("list", "--json").out());
    assertThat(list.findValuesAsText("name")).contains("A & B");

    assertThat(run("remove", "films/new ones/A & B").out()).isEqualTo("removed A & B\n");
    assertThat(server.library().root().resolve("films/new ones/A & B.torrent")).doesNotExist();
    Output again = run("remove", "A & B");
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.errorLines()).containsExactly("swarmdrive: there is no torrent A & B");
  }

  @Test
  void magnet_isAdded_andRemovedByItsHash() throws IOException {
    String link = "magnet:?xt=urn:btih:" + "ab".repeat(20) + "&dn=x%1B%5B2Jy";
    JsonNode added = new ObjectMapper().readTree(run("add", link, "--json").out());
    assertThat(added.get("state").asText()).isEqualTo("fetching-metadata");
    assertThat(run("list").out()).doesNotContain("\u001b");
    assertThat(run("remove", "AB".repeat(20)).code()).isZero();
    assertThat(run("remove", "ab".repeat(20)).errorLines())
        .containsExactly("swarmdrive: there is no torrent " + "ab".repeat(20));
  }

  @Test
  void whatTheServerRefuses_isToldInOneLine() {
    Output output = run("add", "magnet:?xt=urn:btih:" + "cd".repeat(20), "--route", "../out");
    assertThat(output.code()).isEqualTo(1);
    assertThat(output.errorLines()).hasSize(1).first().asString().contains("a route is made of");
    assertThat(run("add", folder.resolve("missing").toString()).code()).isEqualTo(1);
  }

  @Test
  void status_isForPeople_orJson() throws IOException {
    Output output = run("status");
    assertThat(output.code()).isZero();
    assertThat(output.out()).contains("torrents   ", "received   0 B, 0 B/s");
    JsonNode status = new ObjectMapper().readTree(run("status", "--json").out());
    assertThat(status.get("uptimeSeconds").asLong()).isNotNegative();
  }

  @Test
  void serverThatIsNotThere_orAnotherOne_isAFailureInOneLine() throws IOException {
    Output nobody = Output.of("status", "--server", "http://127.0.0.1:1");
    assertThat(nobody.code()).isEqualTo(1);
    assertThat(nobody.errorLines())
        .containsExactly(
            "swarmdrive: no swarmdrive answers at http://127.0.0.1:1/api/v1/: is it running?");

    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    List<String> credentials = new ArrayList<>();
    other.createContext(
        "/",
        exchange -> {
          credentials.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          byte[] page = "<html>".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(
              exchange.getRequestURI().getPath().endsWith("status") ? 200 : 401, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    other.start();
    try {
      String address = "http://127.0.0.1:" + other.getAddress().getPort();
      assertThat(Output.of("status", "--server", address, "--user", "me:secret").err())
          .contains("does not answer as a swarmdrive does");
      assertThat(Output.of("list", "--server", address).err())
          .contains("wants a name and a password: --user NAME:PASSWORD");
      assertThat(credentials).containsExactly("Basic bWU6c2VjcmV0", "null");
    } finally {
      other.stop(0);
    }
  }

  @Test
  void addressOfTheServer_isThatOfTheConfiguration() throws IOException {
    Path config = Files.writeString(folder.resolve("c.conf"), "http.listen = \"127.0.0.1:1\"");
    assertThat(Output.of("list", "--config", config.toString()).err())
        .contains("http://127.0.0.1:1/api/v1/");
  }
}
