package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The drive as a part of a site that real nginx serves under a name of its own. */
class ProxyIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String NAME = "drive.example.org";

  private Swarmdrive swarmdrive;
  private Nginx nginx;
  private Path file;

  @BeforeEach
  void start() throws Exception {
    Path data = RunFolder.create("data");
    Path folder = Files.createDirectories(data.resolve("library/some folder"));
    byte[] bytes = new byte[3_000_000];
    new Random(1).nextBytes(bytes);
    file = Files.write(folder.resolve("a file.bin"), bytes);
    swarmdrive =
        Swarmdrive.serve(
            Swarmdrive.Setup.on(data)
                .with("SWARMDRIVE_HTTP_BASE_PATH=/swarm")
                .with("SWARMDRIVE_HTTP_HOSTS=" + NAME)
                .with("SWARMDRIVE_HTTP_PROXIES=127.0.0.1"));
    nginx = Nginx.before("/swarm/", swarmdrive.home());
  }

  @AfterEach
  void stop() {
    nginx.close();
    swarmdrive.close();
  }

  private Program.Result curl(String name, String path, String... words)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("curl", "-sS", "--path-as-is"));
    all.addAll(List.of("--resolve", name + ":" + nginx.port() + ":127.0.0.1"));
    all.addAll(List.of(words));
    all.add("http://" + name + ":" + nginx.port() + path);
    return Program.run(LIMIT, all.toArray(String[]::new)).orFail();
  }

  @Test
  void filesAndRanges_comeThroughTheProxy() throws Exception {
    Path got = RunFolder.create("got").resolve("file");
    curl(NAME, "/swarm/dav/some%20folder/a%20file.bin", "--fail", "-o", got.toString());
    assertThat(Files.mismatch(file, got)).isEqualTo(-1);
    curl(NAME, "/swarm/dav/some%20folder/a%20file.bin", "-r", "1000-1999", "-o", got.toString());
    assertThat(Files.readAllBytes(got)).isEqualTo(Content.read(file, 1000, 1000));
  }

  @Test
  void listings_leadBackThroughTheProxy() throws Exception {
    String listing = curl(NAME, "/swarm/dav/", "-X", "PROPFIND", "-H", "Depth: 1").text();
    assertThat(listing).contains("<D:href>/swarm/dav/some%20folder/</D:href>");
    assertThat(curl(NAME, "/swarm/dav/").text()).contains("href=\"/swarm/dav/some%20folder/\"");
    assertThat(curl(NAME, "/swarm/api/v1/status").text()).contains("bytesServed");
  }

  @Test
  void rclone_listsAndChecksThroughTheProxy() throws Exception {
    String url = "http://127.0.0.1:" + nginx.port() + "/swarm/dav/";
    Program.run(
            LIMIT,
            "rclone",
            "check",
            "--download",
            swarmdrive.library().toString(),
            ":webdav:",
            "--webdav-url=" + url,
            "--config=/dev/null")
        .orFail();
  }

  @Test
  void namesThatAreNotTheServers_andOtherSites_areRefusedBehindTheProxyToo() throws Exception {
    String[] status = {"-o", "/dev/null", "-w", "%{http_code}"};
    assertThat(curl("evil.example.com", "/swarm/dav/", status).text()).isEqualTo("421");
    assertThat(curl(NAME, "/swarm/dav/", status).text()).isEqualTo("200");
    String[] foreign = {"-H", "Origin: http://evil.example.com", "-w", "%{http_code}", "-o", "-"};
    assertThat(curl(NAME, "/swarm/dav/", foreign).text()).endsWith("403");
    String own = "Origin: http://" + NAME + ":" + nginx.port();
    assertThat(curl(NAME, "/swarm/dav/", "-H", own, "-w", "%{http_code}", "-o", "/dev/null").text())
        .isEqualTo("200");
  }
}
