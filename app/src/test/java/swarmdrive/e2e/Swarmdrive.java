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
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The product: {@code ./swarmdrive} as a process, with a data folder of its own. */
final class Swarmdrive implements AutoCloseable {
  static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final Path data;
  private final Program program;
  private final URI home;
  private final HttpClient client = HttpClient.newHttpClient();

  private Swarmdrive(Path data, Program program, URI home) {
    this.data = data;
    this.program = program;
    this.home = home;
  }

  /** How a server is to be started. */
  record Setup(
      Path data,
      List<String> environment,
      List<String> words,
      Optional<NetworkNamespace> host,
      boolean discovery) {
    static Setup fresh() throws IOException {
      return on(RunFolder.create("data"));
    }

    static Setup on(Path data) {
      return new Setup(data, List.of(), List.of(), Optional.empty(), false);
    }

    /** On a host of its own, whose address it listens at. */
    Setup at(NetworkNamespace other) {
      return new Setup(data, environment, words, Optional.of(other), discovery);
    }

    /** Finding peers by whatever its configuration says, not only by trackers. */
    Setup discovering() {
      return new Setup(data, environment, words, host, true);
    }

    /** With a configuration key as an environment variable, {@code SWARMDRIVE_CACHE_FOLDER=...}. */
    Setup with(String variable) {
      var more = new ArrayList<>(environment);
      more.add(variable);
      return new Setup(data, more, words, host, discovery);
    }

    /** With further words on the command line. */
    Setup saying(String... more) {
      var all = new ArrayList<>(words);
      all.addAll(List.of(more));
      return new Setup(data, environment, all, host, discovery);
    }
  }

  /** Serves an empty library. */
  static Swarmdrive serve() throws IOException, InterruptedException {
    return serve(Setup.fresh());
  }

  /** Starts a server on a free port and waits until it is ready. */
  static Swarmdrive serve(Setup setup) throws IOException, InterruptedException {
    String[] listen =
        setup
            .host()
            .map(host -> new String[] {"--listen", host.address() + ":0", "--allow-anonymous"})
            .orElse(new String[] {"--listen", "127.0.0.1:0"});
    Program program = start(setup.saying(listen));
    try {
      String url =
          program.awaitLine("^swarmdrive listening on (https?://\\S+/)$", START_LIMIT).group(1);
      return new Swarmdrive(setup.data(), program, URI.create(url));
    } catch (AssertionError e) {
      program.close();
      throw e;
    }
  }

  /** Starts a server and does not wait. */
  static Program start(Setup setup) throws IOException {
    var words = new ArrayList<String>();
    setup.host().ifPresent(host -> words.addAll(List.of("ip", "netns", "exec", host.name())));
    // A free port, so that several run side by side.
    words.addAll(List.of("env", "SWARMDRIVE_ENGINE_LISTEN_PORT=0"));
    words.addAll(setup.environment());
    words.addAll(List.of(launcher(), "serve", "--data", setup.data().toString()));
    if (!setup.discovery()) {
      words.add("--no-discovery");
    }
    words.addAll(setup.words());
    return Program.start("swarmdrive", new Program.Command(words, RunFolder.path()));
  }

  /** Any command of it, for instance {@code info FILE}. */
  static Program.Command command(String... words) {
    return new Program.Command(words).after(launcher());
  }

  private static String launcher() {
    return RunFolder.checkout().resolve("swarmdrive").toString();
  }

  Path data() {
    return data;
  }

  Path library() {
    return data.resolve("library");
  }

  URI home() {
    return home;
  }

  Drive drive() {
    return new Drive(home.resolve("dav/"));
  }

  Program program() {
    return program;
  }

  /** Copies a torrent file into the library as a user does, and waits for its folder or file. */
  void addByCopy(TorrentOnDisk torrent) throws IOException {
    Files.createDirectories(library());
    Files.copy(
        torrent.file(),
        library().resolve(torrent.name() + ".torrent"),
        StandardCopyOption.REPLACE_EXISTING);
    awaitTorrent(torrent);
  }

  void addMagnet(TorrentOnDisk torrent) throws IOException {
    Files.createDirectories(library());
    Files.writeString(library().resolve(torrent.name() + ".magnet"), torrent.magnet() + "\n");
    awaitTorrent(torrent);
  }

  /** Waits until the torrent is shown in the drive's root and listed with its files. */
  void awaitTorrent(TorrentOnDisk torrent) {
    Eventually.isTrue(
        torrent.name() + " is in the drive",
        Duration.ofSeconds(30),
        () -> statusOf(shown(torrent)) == 200);
  }

  /** The HTTP status of a path in the drive, asked with HEAD. */
  int statusOf(String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(drive().url(path)).timeout(Duration.ofSeconds(40)).HEAD().build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /** A range of a file. */
  byte[] read(String path, long position, int length) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(drive().url(path))
            .timeout(Duration.ofMinutes(2))
            .header("Range", "bytes=" + position + "-" + (position + length - 1))
            .build();
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 206) {
      throw new IOException(path + ": HTTP " + response.statusCode());
    }
    return response.body();
  }

  /** The whole body behind a path of the server. */
  String get(String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(home.resolve(path)).timeout(Duration.ofSeconds(40)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  JsonNode status() throws IOException, InterruptedException {
    return JSON.readTree(get("api/v1/status"));
  }

  /** A counter of the status, wherever in it. */
  long counter(String name) throws IOException, InterruptedException {
    JsonNode status = status();
    JsonNode value = status.findValue(name);
    if (value == null || !value.isNumber()) {
      throw new IOException("no counter " + name + " in " + status);
    }
    return value.asLong();
  }

  /** Ends it as Ctrl-C or a service manager does. */
  Program.Result stop() throws InterruptedException {
    return program.terminate(STOP_LIMIT);
  }

  @Override
  public void close() {
    client.close();
    if (program.isRunning()) {
      try {
        stop();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    program.close();
  }

  private static String shown(TorrentOnDisk torrent) {
    return Files.isDirectory(torrent.content()) ? torrent.name() + "/" : torrent.name();
  }
}
