package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users made on the command line, and real clients that come in with them, or do not. */
class UsersIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private Path data;

  @BeforeEach
  void makeFileAndUsers() throws Exception {
    data = RunFolder.create("data");
    Files.writeString(Files.createDirectories(data.resolve("library")).resolve("file"), "content");
    user("alice", "open sesame");
    user("bob", "just looking", "--read-only");
  }

  private void user(String name, String password, String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of("env", "SWARMDRIVE_HTTP_AUTH_DIGEST=true"));
    all.addAll(Swarmdrive.command("user", "add", name).words());
    all.addAll(List.of(words));
    all.addAll(List.of("--data", data.toString()));
    Program.runWithInput(LIMIT, password + "\n", all.toArray(String[]::new)).orFail();
  }

  private static String curl(URI url, String... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("curl", "-sS", "-w", " %{http_code}"));
    all.addAll(List.of(words));
    all.add(url.toString());
    return Program.run(LIMIT, all.toArray(String[]::new)).orFail().text();
  }

  @Test
  void curl_comesInByDigestAndBasic_strangersDoNot() throws Exception {
    var setup = Swarmdrive.Setup.on(data).with("SWARMDRIVE_HTTP_AUTH_DIGEST=true");
    try (Swarmdrive swarmdrive = Swarmdrive.serve(setup)) {
      URI file = swarmdrive.drive().url("file");
      assertThat(curl(file)).endsWith(" 401");
      assertThat(curl(file, "--digest", "-u", "alice:open sesame")).isEqualTo("content 200");
      assertThat(curl(file, "-u", "alice:open sesame")).isEqualTo("content 200");
      assertThat(curl(file, "--anyauth", "-u", "bob:just looking")).isEqualTo("content 200");
      assertThat(curl(file, "--digest", "-u", "alice:wrong")).endsWith(" 401");
      assertThat(curl(file, "-u", "bob:just looking", "-X", "DELETE")).endsWith(" 403");
      assertThat(curl(swarmdrive.home().resolve("api/v1/status"))).endsWith(" 401");
      assertThat(swarmdrive.program().lines()).noneMatch(line -> line.contains("sesame"));
    }
  }

  @Test
  void overTls_rcloneAndCurlComeIn_andTheCertificateIsChecked() throws Exception {
    var setup = Swarmdrive.Setup.on(data).with("SWARMDRIVE_HTTP_TLS_SELF_SIGNED=true");
    try (Swarmdrive swarmdrive = Swarmdrive.serve(setup)) {
      assertThat(swarmdrive.home().getScheme()).isEqualTo("https");
      String certificate = data.resolve("tls/certificate.pem").toString();
      URI file = swarmdrive.drive().url("file");
      assertThat(curl(file, "--cacert", certificate, "-u", "alice:open sesame"))
          .isEqualTo("content 200");
      assertThat(Program.run(LIMIT, "curl", "-sS", file.toString()).exitCode()).isEqualTo(60);
      String hidden =
          Program.run(LIMIT, "rclone", "obscure", "open sesame", "--config=/dev/null")
              .orFail()
              .text()
              .strip();
      assertThat(
              Program.run(
                      LIMIT,
                      "rclone",
                      "lsf",
                      ":webdav:",
                      "--config=/dev/null",
                      "--ca-cert=" + certificate,
                      "--webdav-url=" + swarmdrive.drive().root(),
                      "--webdav-user=alice",
                      "--webdav-pass=" + hidden)
                  .orFail()
                  .lines())
          .contains("file");
    }
  }

  @Test
  void beyondLoopback_itServesUsersOnly() throws Exception {
    Path nobody = RunFolder.create("data");
    Program.Result refused =
        Program.run(
            LIMIT,
            Swarmdrive.command(
                "serve", "--no-discovery", "--listen", "0.0.0.0:0", "--data", nobody.toString()));
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.text()).contains("swarmdrive user add", "--allow-anonymous");

    try (Program program =
        Swarmdrive.start(Swarmdrive.Setup.on(data).saying("--listen", "0.0.0.0:0"))) {
      String url =
          program
              .awaitLine("^swarmdrive listening on http://\\S+:(\\d+)/$", Duration.ofMinutes(1))
              .group(1);
      URI file = URI.create("http://127.0.0.1:" + url + "/dav/file");
      assertThat(curl(file)).endsWith(" 401");
      assertThat(curl(file, "-u", "alice:open sesame")).isEqualTo("content 200");
    }
  }
}
