package swarmdrive.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Debian's opentracker, HTTP and UDP on one port. It is built to serve only listed info hashes,
 * reads the list again on SIGHUP, and gives up root for {@code nobody} after a chroot into its
 * folder.
 */
final class OpenTracker implements AutoCloseable {
  private static final int PORT = 6969;

  private final Path whitelist;
  private final Program program;
  private final String address;

  private OpenTracker(Path whitelist, Program program, String address) {
    this.whitelist = whitelist;
    this.program = program;
    this.address = address;
  }

  static OpenTracker start(NetworkNamespace host) throws IOException {
    Path folder = RunFolder.create("opentracker");
    Path whitelist = Files.writeString(folder.resolve("whitelist"), "");
    Program program =
        host.start(
            "opentracker",
            new Program.Command(
                "opentracker",
                "-i",
                host.address(),
                "-p",
                "" + PORT,
                "-P",
                "" + PORT,
                "-d",
                folder.toString(),
                "-w",
                "whitelist"));
    var tracker = new OpenTracker(whitelist, program, host.address());
    Eventually.isTrue(
        "opentracker answers",
        Duration.ofSeconds(10),
        () -> tracker.scrape("00".repeat(20)).length() > 0);
    return tracker;
  }

  String httpUrl() {
    return "http://" + address + ":" + PORT + "/announce";
  }

  String udpUrl() {
    return "udp://" + address + ":" + PORT;
  }

  /** Serves a torrent from now on. */
  void permit(String infoHash) throws IOException, InterruptedException {
    Files.writeString(whitelist, infoHash + "\n", StandardOpenOption.APPEND);
    Program.run(Duration.ofSeconds(5), "kill", "-HUP", "" + program.pid()).orFail();
    Eventually.isTrue(
        "tracker knows " + infoHash, Duration.ofSeconds(5), () -> isPermitted(infoHash));
  }

  /** Peers that hold the whole torrent, as the tracker counts them. */
  int seeders(String infoHash) throws IOException, InterruptedException {
    String answer = scrape(infoHash);
    int at = answer.indexOf("8:completei");
    return at < 0 ? 0 : Integer.parseInt(answer.substring(at + 11, answer.indexOf('e', at + 11)));
  }

  void awaitSeeders(String infoHash, int count) {
    Eventually.isTrue(
        count + " seeders are known", Duration.ofSeconds(30), () -> seeders(infoHash) >= count);
  }

  @Override
  public void close() {
    program.close();
  }

  private boolean isPermitted(String infoHash) throws IOException, InterruptedException {
    // An announce with left=1 and event=stopped leaves no peer behind.
    String answer =
        get(
            "/announce?event=stopped&port=9&peer_id=-XX0000-000000000000&left=1&uploaded=0&downloaded=0&compact=1&info_hash="
                + escaped(infoHash));
    return !answer.contains("failure");
  }

  private String scrape(String infoHash) throws IOException, InterruptedException {
    return get("/scrape?info_hash=" + escaped(infoHash));
  }

  private String get(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://" + address + ":" + PORT + path))
              .timeout(Duration.ofSeconds(5))
              .build();
      return client
          .send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1))
          .body();
    }
  }

  private static String escaped(String infoHash) {
    return HexFormat.of().withPrefix("%").formatHex(HexFormat.of().parseHex(infoHash));
  }
}
