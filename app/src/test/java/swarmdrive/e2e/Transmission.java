package swarmdrive.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** transmission-daemon on a host of its own, driven by its RPC; TCP and trackers only. */
final class Transmission implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SESSION = "X-Transmission-Session-Id";
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

  private final Program program;
  private final URI rpc;
  private final HttpClient client = HttpClient.newHttpClient();
  private String session = "";

  private Transmission(Program program, URI rpc) {
    this.program = program;
    this.rpc = rpc;
  }

  static Transmission start(NetworkNamespace host) throws IOException {
    Path folder = RunFolder.create("transmission");
    JSON.writeValue(folder.resolve("settings.json").toFile(), settings(host.address()));
    Program program =
        host.start(
            "transmission",
            new Program.Command(
                "transmission-daemon", "--foreground", "--config-dir", folder.toString()));
    var transmission =
        new Transmission(
            program, URI.create("http://" + host.address() + ":9091/transmission/rpc"));
    Eventually.isTrue(
        "transmission answers",
        Duration.ofSeconds(20),
        () -> transmission.call("session-get", Map.of()).has("version"));
    return transmission;
  }

  /** Seeds what lies under the content's parent folder, or downloads to there what does not. */
  void add(TorrentOnDisk torrent, Path folder) throws IOException, InterruptedException {
    String metainfo = Base64.getEncoder().encodeToString(Files.readAllBytes(torrent.file()));
    call("torrent-add", Map.of("metainfo", metainfo, "download-dir", folder.toString()));
  }

  void addMagnet(String magnet, Path folder) throws IOException, InterruptedException {
    call("torrent-add", Map.of("filename", magnet, "download-dir", folder.toString()));
  }

  /** Whether all of a torrent is there and verified. */
  boolean isComplete(String infoHash) throws IOException, InterruptedException {
    return torrent(infoHash).path("percentDone").asDouble() == 1.0
        && torrent(infoHash).path("metadataPercentComplete").asDouble() == 1.0;
  }

  void awaitComplete(String infoHash, Duration limit) {
    Eventually.isTrue("transmission has " + infoHash, limit, () -> isComplete(infoHash));
  }

  long uploaded(String infoHash) throws IOException, InterruptedException {
    return torrent(infoHash).path("uploadedEver").asLong();
  }

  @Override
  public void close() {
    try {
      program.terminate(STOP_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      program.close();
      client.close();
    }
  }

  private JsonNode torrent(String infoHash) throws IOException, InterruptedException {
    var fields =
        List.of(
            "percentDone",
            "metadataPercentComplete",
            "uploadedEver",
            "errorString",
            "peersConnected");
    return call("torrent-get", Map.of("ids", List.of(infoHash), "fields", fields))
        .path("torrents")
        .path(0);
  }

  private JsonNode call(String method, Map<String, ?> arguments)
      throws IOException, InterruptedException {
    String body = JSON.writeValueAsString(Map.of("method", method, "arguments", arguments));
    HttpResponse<String> response = post(body);
    if (response.statusCode() == 409) {
      session = response.headers().firstValue(SESSION).orElseThrow();
      response = post(body);
    }
    JsonNode answer = JSON.readTree(response.body());
    if (!answer.path("result").asText().equals("success")) {
      throw new IOException("transmission, " + method + ": " + response.body());
    }
    return answer.path("arguments");
  }

  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(rpc)
            .timeout(Duration.ofSeconds(10))
            .header(SESSION, session)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static Map<String, Object> settings(String address) {
    return Map.ofEntries(
        Map.entry("bind-address-ipv4", address),
        Map.entry("dht-enabled", false),
        Map.entry("lpd-enabled", false),
        Map.entry("utp-enabled", false),
        Map.entry("port-forwarding-enabled", false),
        Map.entry("peer-port", 51413),
        Map.entry("rpc-bind-address", address),
        Map.entry("rpc-whitelist-enabled", false),
        Map.entry("rpc-host-whitelist-enabled", false),
        Map.entry("rpc-authentication-required", false),
        Map.entry("trash-original-torrent-files", false),
        Map.entry("preallocation", 0),
        Map.entry("message-level", 2));
  }
}
