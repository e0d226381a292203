package swarmdrive.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A libtorrent session with its default settings, TCP and trackers only: lt_peer.py. */
final class Libtorrent implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Program program;
  private final String address;
  private final int port;

  private Libtorrent(Program program, String address, int port) {
    this.program = program;
    this.address = address;
    this.port = port;
  }

  static Libtorrent start(NetworkNamespace host) throws IOException, InterruptedException {
    var command =
        new Program.Command(
            "/usr/bin/python3",
            RunFolder.resource("lt_peer.py").toString(),
            host.address(),
            "6881");
    Program program = host.start("libtorrent", command);
    int port =
        Integer.parseInt(
            program.awaitLine("\"event\": \"listening\".*\"port\": (\\d+)", LIMIT).group(1));
    return new Libtorrent(program, host.address(), port);
  }

  String address() {
    return address;
  }

  int port() {
    return port;
  }

  void seed(TorrentOnDisk torrent) throws IOException, InterruptedException {
    say("add " + torrent.file() + " " + torrent.parent() + " seed", "added");
  }

  void download(TorrentOnDisk torrent, Path folder) throws IOException, InterruptedException {
    say("add " + torrent.file() + " " + folder + " leech", "added");
  }

  void download(String magnet, Path folder) throws IOException, InterruptedException {
    say("add " + magnet + " " + folder + " leech", "added");
  }

  /** Finds peers by a DHT of test hosts, which have addresses of all sorts. */
  void joinDht(String... nodes) throws IOException, InterruptedException {
    apply(
        """
        {"dht_bootstrap_nodes": "%s", "dht_restrict_routing_ips": false, \
        "dht_restrict_search_ips": false, "dht_ignore_dark_internet": false, \
        "dht_enforce_node_id": false, "dht_prefer_verified_node_ids": false, "enable_dht": true}"""
            .formatted(String.join(",", nodes)));
  }

  /** Finds peers on the local network (BEP 14). */
  void joinLocalDiscovery() throws IOException, InterruptedException {
    apply("{\"enable_lsd\": true}");
  }

  /** Connects every torrent to a peer. */
  void connect(String address, int port) throws IOException, InterruptedException {
    say("peer " + address + " " + port, "peer");
  }

  /** Of addresses beyond the local network, in bytes per second. */
  void limitDownload(int bytesPerSecond) throws IOException, InterruptedException {
    apply("{\"download_rate_limit\": " + bytesPerSecond + "}");
  }

  private void apply(String settings) throws IOException, InterruptedException {
    say("settings " + settings, "settings");
  }

  /** Limits the whole session's upload, in bytes per second. */
  void limitUpload(int bytesPerSecond) throws IOException, InterruptedException {
    say("limit " + bytesPerSecond, "limit");
  }

  /** Serves every peer at the same time, not only eight. */
  void serveAllAtOnce() throws IOException, InterruptedException {
    say("slots -1", "slots");
  }

  void awaitFinished(Duration limit) throws InterruptedException {
    program.awaitLine("\"event\": \"finished\"", limit);
  }

  /** Bytes of blocks sent to peers since the start. */
  long payloadUploaded() throws IOException, InterruptedException {
    return stats().path("payloadUp").asLong();
  }

  JsonNode stats() throws IOException, InterruptedException {
    return say("stats", "stats");
  }

  @Override
  public void close() {
    program.close();
  }

  private synchronized JsonNode say(String command, String event)
      throws IOException, InterruptedException {
    int from = program.lines().size();
    program.write(command + "\n");
    return parse(program.awaitLine("^\\{\"event\": \"" + event + "\".*", from, LIMIT).group());
  }

  private static JsonNode parse(String line) throws JsonProcessingException {
    return JSON.readTree(line);
  }
}
