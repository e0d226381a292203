package swarmdrive.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.app.config.AppConfig;
import swarmdrive.app.config.ConfigFile;
import swarmdrive.app.config.ConfigSources;
import swarmdrive.app.config.ConfigSources.Flag;
import swarmdrive.app.demo.Demo;
import swarmdrive.app.testing.Eventually;
import swarmdrive.app.testing.TestTorrents;
import swarmdrive.app.tracker.HttpTracker;
import swarmdrive.engine.EngineConfig;
import swarmdrive.engine.TorrentEngine;
import swarmdrive.engine.metainfo.Metainfo;
import swarmdrive.engine.metainfo.MetainfoCreator;

/** The real drive in this process: tracker, seeder, library, tree, server, read over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DriveTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private Path folder;
  private HttpTracker tracker;
  private TorrentEngine seeder;
  private Server server;
  private URI home;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    tracker =
        HttpTracker.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), InstantSource.system());
    seeder = Engines.start(EngineConfig.local(folder.resolve("seeder")));
    server = Server.of(config("127.0.0.1:0"));
    home = URI.create(server.start());
    new Demo(folder.resolve("content"), tracker.announceUrl())
        .begin(seeder, server.library().root());
    Eventually.until("both torrents", () -> server.library().all().size() == 2);
  }

  @AfterAll
  void stop() {
    server.close();
    seeder.close();
    tracker.close();
    client.close();
  }

  private AppConfig config(String listen) throws Exception {
    Map<String, Flag> flags = new HashMap<>(SwarmOptions.withoutDiscovery());
    flags.put("http.listen", new Flag("test", listen));
    flags.put("engine.listen-port", new Flag("test", 0));
    flags.put("engine.bind-address", new Flag("test", "127.0.0.1"));
    return ConfigFile.load(
        new ConfigSources(Optional.empty(), Map.of(), flags), folder.resolve("data"));
  }

  @Test
  void smallFile_comesFromTheSwarm() throws Exception {
    assertThat(text(get("dav/swarmdrive%20demo/welcome.txt"))).startsWith("Welcome to swarmdrive.");
    assertThat(text(get("dav/swarmdrive%20demo/small%20files/note%2007.txt")))
        .isEqualTo("This is small file number 7.\n");
    assertThat(
            text(
                get(
                    "dav/swarmdrive%20demo/small%20files/"
                        + "names%20are%20kept%20%E2%80%93%20%C3%A9%20%C3%BC%20%E6%97%A5%E6%9C%AC"
                        + "%20%F0%9F%8E%88%20%231%20100%25%3B.txt")))
        .isEqualTo("A name.\n");
  }

  @Test
  void rangeOfTheBigFile_costsFewPieces() throws Exception {
    long before = status().get("bytesReceived").asLong();
    HttpResponse<byte[]> answer =
        get("dav/single%20file/big%20file.bin", "Range", "bytes=33554432-33554531");

    assertThat(answer.statusCode()).isEqualTo(206);
    byte[] all = Files.readAllBytes(folder.resolve("content/big file.bin"));
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(all, 33_554_432, 33_554_532));
    assertThat(status().get("bytesReceived").asLong() - before).isLessThanOrEqualTo(3L << 20);
  }

  @Test
  void membersOfTheZip_areFiles() throws Exception {
    String zip = "dav/swarmdrive%20demo/archive.zip";
    assertThat(text(get(zip + ".d/"))).contains("readme.txt", "texts/", "stored/");
    assertThat(text(get(zip + ".d/texts/ten%20thousand%20lines.txt")))
        .startsWith("This is line 1 of ten thousand.\n")
        .endsWith("This is line 10000 of ten thousand.\n");
    byte[] tune = Files.readAllBytes(folder.resolve("content/swarmdrive demo/tune.wav"));
    assertThat(get(zip + ".d/stored/tune.wav", "Range", "bytes=1000-1999").body())
        .isEqualTo(Arrays.copyOfRange(tune, 1_000, 2_000));
  }

  @Test
  void membersOfTheTar_areFiles() throws Exception {
    String folder = "dav/swarmdrive%20demo/archive.tar.d/small%20files/";
    assertThat(text(get(folder))).contains("note 01.txt", "note 40.txt", "🎈");
    assertThat(text(get(folder + "note%2040.txt"))).isEqualTo("This is small file number 40.\n");
  }

  @Test
  void torrentDroppedIntoTheLibrary_isReadable_andGoneWhenItIsDeleted() throws Exception {
    byte[] bytes = TestTorrents.bytes(300_000, 11);
    Path content = Files.write(folder.resolve("dropped file.bin"), bytes);
    Metainfo metainfo =
        new MetainfoCreator(
                List.of(tracker.announceUrl()), List.of(), OptionalInt.empty(), false, "")
            .create(content, done -> {});
    seeder.seed(metainfo, content, done -> {});
    Path file = server.library().root().resolve("dropped.torrent");

    Files.write(file, metainfo.toTorrentFile());
    Eventually.until("it is there", () -> code("dav/dropped%20file.bin") == 200);
    assertThat(get("dav/dropped%20file.bin").body()).isEqualTo(bytes);

    Files.delete(file);
    Eventually.until("it is gone", () -> code("dav/dropped%20file.bin") == 404);
  }

  @Test
  void statusAndTorrents_tellWhatHappened() throws Exception {
    get("dav/swarmdrive%20demo/welcome.txt");
    assertThat(status().get("bytesServed").asLong()).isPositive();
    assertThat(status().get("bytesReceived").asLong()).isPositive();
    JsonNode torrents = json(get("api/v1/torrents"));
    assertThat(torrents.findValuesAsText("name")).contains("swarmdrive demo", "big file.bin");
    assertThat(torrents.findValuesAsText("route")).contains("", "single file");
    assertThat(text(get("healthz"))).isEqualTo("ok\n");
    assertThat(code("api/v1/nothing")).isEqualTo(404);
  }

  @Test
  void root_isTheWebUi_andTheDriveAPlainPage() throws Exception {
    HttpResponse<byte[]> answer = get("");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(text(answer)).contains("ui/app.js");
    assertThat(code("ui/app.js")).isEqualTo(200);
    assertThat(code("ui/nothing.js")).isEqualTo(404);
    assertThat(text(get("dav/"))).contains("single file").doesNotContain("<script");
  }

  @Test
  void guide_namesPathsThatExist() {
    Demo.guide(home.toString())
        .lines()
        .filter(line -> line.strip().startsWith("curl"))
        .map(line -> line.replaceFirst("[^']*'", "").replaceFirst("'.*", ""))
        .forEach(
            url ->
                assertThat(code(url.substring(home.toString().length()))).as(url).isEqualTo(200));
  }

  @Test
  void portInUse_isOneLine_andLeavesNothingRunning() throws Exception {
    Server second =
        Server.of(
            ConfigFile.load(
                new ConfigSources(
                    Optional.empty(),
                    Map.of(),
                    Map.of(
                        "http.listen", new Flag("test", "127.0.0.1:" + home.getPort()),
                        "engine.listen-port", new Flag("test", 0),
                        "engine.dht", new Flag("test", false),
                        "engine.lsd", new Flag("test", false),
                        "engine.bind-address", new Flag("test", "127.0.0.1"))),
                folder.resolve("second")));
    assertThatThrownBy(second::start)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1:" + home.getPort())
        .hasMessageNotContaining("\n");
  }

  @Test
  void dataFolder_isForOneProcess() throws Exception {
    Path data = folder.resolve("locked");
    try (DataFolder taken = DataFolder.take(data)) {
      assertThatThrownBy(() -> DataFolder.take(data))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use by another swarmdrive");
      assertThat(taken).isNotNull();
    }
    DataFolder.take(data).close();
  }

  private JsonNode status() throws Exception {
    return json(get("api/v1/status"));
  }

  private static JsonNode json(HttpResponse<byte[]> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }

  private static String text(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private int code(String path) {
    try {
      return get(path).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<byte[]> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(home + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }
}
