package swarmdrive.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.app.testing.TestTorrents;
import swarmdrive.engine.metainfo.Magnet;
import swarmdrive.engine.metainfo.Metainfo;

final class CommandsTest {
  @TempDir Path folder;

  @Test
  void create_writesATorrentAndPrintsItsMagnet() throws IOException {
    Path content = Files.write(folder.resolve("a b.bin"), TestTorrents.bytes(100_000, 1));
    Path torrent = folder.resolve("x.torrent");
    Output output =
        Output.of(
            "create",
            content.toString(),
            "-o",
            torrent.toString(),
            "--piece-length",
            "32KiB",
            "--tracker",
            "http://one/announce",
            "--tracker",
            "udp://two:1/announce",
            "--private",
            "--comment",
            "hello",
            "--web-seed",
            "http://seed/a");

    assertThat(output.code()).isZero();
    Metainfo metainfo = Metainfo.parse(Files.readAllBytes(torrent));
    assertThat(metainfo.name()).isEqualTo("a b.bin");
    assertThat(metainfo.pieceLength()).isEqualTo(32 << 10);
    assertThat(metainfo.trackers().stream().flatMap(java.util.List::stream))
        .containsExactly("http://one/announce", "udp://two:1/announce");
    assertThat(metainfo.isPrivate()).isTrue();
    assertThat(metainfo.comment()).isEqualTo("hello");
    assertThat(metainfo.webSeeds()).containsExactly("http://seed/a");
    assertThat(Magnet.parse(output.out()).infoHash()).isEqualTo(metainfo.infoHash());
    assertThat(output.errorLines()).as("no bar in a pipe").containsExactly("made " + torrent);
  }

  @Test
  void create_overwritesNothingUnlessForced() throws IOException {
    Path content = Files.write(folder.resolve("a"), TestTorrents.bytes(10, 1));
    Path torrent = Files.writeString(folder.resolve("a.torrent"), "precious");

    Output refused = Output.of("create", content.toString(), "-o", torrent.toString());
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.errorLines()).hasSize(1).first().asString().contains("exists already");
    assertThat(torrent).hasContent("precious");

    assertThat(Output.of("create", content.toString(), "-o", torrent.toString(), "--force").code())
        .isZero();
    assertThat(Metainfo.parse(Files.readAllBytes(torrent)).name()).isEqualTo("a");
  }

  @Test
  void info_tellsWhatIsInATorrent() throws IOException {
    Path torrent = torrent("evil \u001b[31mname.bin");
    Output output = Output.of("info", torrent.toString());

    assertThat(output.code()).isZero();
    assertThat(output.out())
        .contains("name       evil \uFFFD[31mname.bin", "size       97.7 KiB", "7 of 16.0 KiB")
        .doesNotContain("\u001b");
  }

  @Test
  void info_asJson_isComplete() throws IOException {
    Path torrent = torrent("a.bin");
    JsonNode json = json(Output.of("info", "--json", torrent.toString()));

    assertThat(json.get("name").asText()).isEqualTo("a.bin");
    assertThat(json.get("size").asLong()).isEqualTo(100_000);
    assertThat(json.get("private").asBoolean()).isFalse();
    assertThat(json.get("created").asText()).isEqualTo("2020-02-03T04:05:06Z");
    assertThat(json.get("files").get(0).get("path").asText()).isEqualTo("a.bin");
    assertThat(json.get("infoHash").asText())
        .isEqualTo(Metainfo.parse(Files.readAllBytes(torrent)).infoHash().toHex());
    assertThat(json.has("peers")).isFalse();
  }

  @Test
  void info_ofAMagnet_tellsWhatTheLinkSays() throws IOException {
    String link =
        "magnet:?xt=urn:btih:" + "ab".repeat(20) + "&dn=some%20name&tr=http%3A%2F%2Ft%2Fannounce";
    JsonNode json = json(Output.of("info", link, "--json"));
    assertThat(json.get("name").asText()).isEqualTo("some name");
    assertThat(json.get("trackers").get(0).asText()).isEqualTo("http://t/announce");
    assertThat(json.has("size")).isFalse();
    assertThat(Output.of("info", link).out()).contains("info hash  " + "ab".repeat(20));
  }

  @Test
  void magnet_printsTheLink() throws IOException {
    Path torrent = torrent("a.bin");
    Output output = Output.of("magnet", torrent.toString());
    assertThat(output.code()).isZero();
    assertThat(Magnet.parse(output.out()).infoHash())
        .isEqualTo(Metainfo.parse(Files.readAllBytes(torrent)).infoHash());
  }

  @Test
  void wrongUse_isOneLineAndExitCode2() throws IOException {
    Path config = Files.writeString(folder.resolve("c.conf"), "engine.nonsense = 1");
    String[][] wrong = {
      {"nonsense"},
      {"--nonsense"},
      {"serve", "--nonsense"},
      {"serve", "--listen", "nonsense"},
      {"--listen", "nonsense"},
      {"-v", "--listen", "nonsense"},
      {"serve", "--listen", "0.0.0.0:0"},
      {"demo", "--listen", "0.0.0.0:0"},
      {"serve", "--config", config.toString()},
      {"serve", "--config", "/no/such/file"},
      {"create"},
      {"create", folder.toString(), "--piece-length", "nonsense"},
      {"create", folder.toString(), "--piece-length", "17KiB"},
      {"create", folder.toString(), "--piece-length", "99999GiB"},
      {"info"},
      {"magnet", "a", "b"},
      {"get"},
      {"get", "x", "--timeout", "soon"},
      {"torrent"},
      {"torrent", "magnet:?xt=urn:btih:" + "ab".repeat(20), "--timeout", "-1s"},
      {"tracker", "--listen", "nonsense"},
      {"tracker", "--listen", "127.0.0.1"},
      {"add"},
      {"remove"},
      {"list", "--server", "not an address"},
      {"status", "--config", "/no/such/file"},
      {"config", "check", "--config", config.toString()},
    };
    for (String[] words : wrong) {
      Output output = Output.of(words);
      assertThat(output.code()).as(String.join(" ", words)).isEqualTo(2);
      assertThat(output.errorLines()).as(String.join(" ", words)).hasSize(1);
      assertThat(output.err()).startsWith("swarmdrive: ");
      assertThat(output.out()).isEmpty();
    }
  }

  @Test
  void wrongConfiguration_namesFileLineAndKey() throws IOException {
    Path config = Files.writeString(folder.resolve("c.conf"), "\n\nengine.listen-port = 99999");
    assertThat(Output.of("serve", "--config", config.toString()).err())
        .isEqualTo(
            "swarmdrive: "
                + config
                + ":3: engine.listen-port is 99999; allowed: a whole number from 0 to 65535\n");
  }

  @Test
  void failures_areOneLineAndExitCode1() throws IOException {
    String damaged = Files.writeString(folder.resolve("d.torrent"), "d4:infod").toString();
    String missing = folder.resolve("missing").toString();
    String lonely = torrent("content is elsewhere.bin").toString();
    Path blocked = Files.writeString(folder.resolve("a file"), "x");
    String[][] failing = {
      {"info", damaged},
      {"info", missing},
      {"info", folder.toString()},
      {"info", "magnet:?xt=nonsense"},
      {"magnet", damaged},
      {"get", damaged},
      {"get", "magnet:?xt=nonsense"},
      {"torrent", "nonsense"},
      {"tracker", "--listen", "192.0.2.1:0"},
      {"seed", damaged},
      {"seed", missing},
      {"seed", lonely},
      {"create", missing},
      {"serve", "--listen", "127.0.0.1:0", "--data", blocked.resolve("below").toString()},
    };
    for (String[] words : failing) {
      Output output = Output.of(words);
      assertThat(output.code()).as(String.join(" ", words)).isEqualTo(1);
      assertThat(output.errorLines()).as(String.join(" ", words) + output.err()).hasSize(1);
      assertThat(output.err()).startsWith("swarmdrive: ").doesNotContain("Exception");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve", "demo", "create", "seed", "info", "magnet", "get", "torrent", "tracker", "add",
        "list", "remove", "status", "config"
      })
  void everyCommand_explainsItself(String command) {
    Output help = Output.of(command, "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out()).startsWith("Usage: swarmdrive " + command);
    assertThat(Output.of("--help").out()).containsPattern("(?m)^  " + command + " ");
    assertThat(Output.of(command, "--version").out()).startsWith("swarmdrive ");
  }

  @Test
  void configCheck_saysThatAFileIsRight_andWhatIsWrong() throws IOException {
    Path right = Files.writeString(folder.resolve("right.conf"), "data = /elsewhere");
    Output good = Output.of("config", "check", "--config", right.toString());
    assertThat(good.code()).isZero();
    assertThat(good.out()).isEqualTo(right + " is right; data in /elsewhere\n");

    Path wrong = Files.writeString(folder.resolve("wrong.conf"), "\nengine.listen-port = x");
    Output bad = Output.of("config", "check", "--config", wrong.toString());
    assertThat(bad.code()).isEqualTo(2);
    assertThat(bad.err()).contains(wrong + ":2: engine.listen-port is x; allowed: ");

    Path open = Files.writeString(folder.resolve("open.conf"), "http.listen = \"0.0.0.0:80\"");
    assertThat(Output.of("config", "check", "--config", open.toString()).err())
        .contains("--allow-anonymous");
  }

  @Test
  void configWithoutAWord_explainsItself() {
    Output output = Output.of("config");
    assertThat(output.code()).isEqualTo(2);
    assertThat(output.errorLines()).hasSize(1);
  }

  @Test
  void completion_isAScriptThatBashTakes_andKnowsEveryCommand() throws Exception {
    Output output = Output.of("generate-completion");
    assertThat(output.code()).isZero();
    assertThat(output.out()).contains("complete -F", "tracker", "--piece-length");
    Path script = Files.writeString(folder.resolve("completion"), output.out());
    Process bash = new ProcessBuilder("bash", "-n", script.toString()).start();
    assertThat(bash.waitFor()).isZero();
  }

  private Path torrent(String name) throws IOException {
    byte[] bytes = TestTorrents.bytes(100_000, 1);
    return Files.write(
        folder.resolve("made.torrent"), TestTorrents.single(folder, name, bytes).torrentFile());
  }

  private static JsonNode json(Output output) throws IOException {
    assertThat(output.code()).isZero();
    return new ObjectMapper().readTree(output.out());
  }
}
