package swarmdrive.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} as a process of its own, with the log of conf/logback.xml. */
@DisabledOnOs(OS.WINDOWS)
final class ServeProcessTest {
  private static final int TERMINATED = 143;

  @TempDir Path folder;

  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void stop() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void serve_saysWhereItListens_answers_andStopsCleanlyWhenToldTo() throws Exception {
    Process process = serve("data", "127.0.0.1:0");
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();

    assertThat(line).matches("swarmdrive listening on http://127\\.0\\.0\\.1:\\d+/");
    URI home = URI.create(line.substring(line.indexOf("http")));
    assertThat(get(home.resolve("healthz"))).isEqualTo("ok\n");
    assertThat(get(home.resolve("dav/"))).contains("This folder is empty", "NAME.magnet");

    // of the handle: the process' own closes what is still to be read
    process.toHandle().destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(TERMINATED);
    assertThat(process.errorReader(StandardCharsets.UTF_8).readAllAsString()).isEmpty();
    assertThat(folder.resolve("data/library")).isDirectory();
    assertThat(folder.resolve("data/log/swarmdrive.log")).exists();
  }

  @Test
  void dataFolderInUse_isOneLineAndExitCode1() throws Exception {
    Process first = serve("data", "127.0.0.1:0");
    first.inputReader(StandardCharsets.UTF_8).readLine();

    assertFails(serve("data", "127.0.0.1:0"), "in use by another swarmdrive");
  }

  @Test
  void portInUse_isOneLineAndExitCode1() throws Exception {
    Process first = serve("data", "127.0.0.1:0");
    String line = first.inputReader(StandardCharsets.UTF_8).readLine();
    String taken = line.replaceFirst(".*http://", "").replace("/", "");

    assertFails(serve("other", taken), taken);
  }

  @Test
  void damagedFiles_areOneWarningEach_andStopNothing() throws Exception {
    Path library = Files.createDirectories(folder.resolve("data/library"));
    Files.writeString(library.resolve("broken.torrent"), "d4:infod");
    Process process = serve("data", "127.0.0.1:0");
    process.inputReader(StandardCharsets.UTF_8).readLine();

    String warning = process.errorReader(StandardCharsets.UTF_8).readLine();
    assertThat(warning).contains("WARN", "broken.torrent", "problem=");
  }

  private static void assertFails(Process process, String what) throws Exception {
    String out = process.inputReader(StandardCharsets.UTF_8).readAllAsString();
    String err = process.errorReader(StandardCharsets.UTF_8).readAllAsString();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(err).isEqualTo(1);
    assertThat(err.lines()).hasSize(1).first().asString().startsWith("swarmdrive: ").contains(what);
    assertThat(out).isEmpty();
  }

  private Process serve(String data, String listen) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Dlogback.configurationFile=" + Path.of("../conf/logback.xml").toAbsolutePath(),
            "-cp",
            System.getProperty("java.class.path"),
            "swarmdrive.app.Main",
            "--no-discovery",
            "--data",
            folder.resolve(data).toString(),
            "--listen",
            listen);
    builder.environment().keySet().removeIf(name -> name.startsWith("SWARMDRIVE_"));
    builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    builder.environment().put("SWARMDRIVE_ENGINE_LISTEN_PORT", "0");
    builder.environment().put("SWARMDRIVE_ENGINE_BIND_ADDRESS", "127.0.0.1");
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private static String get(URI uri) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
