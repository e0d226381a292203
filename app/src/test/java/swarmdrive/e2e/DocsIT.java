package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The commands of the papers as they stand, with the addresses that they name: in a network of
 * their own, where port 8080 is free.
 */
class DocsIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Serves on the default address, runs the script beside it, ends both. */
  private static final String BESIDE_A_SERVER =
      """
      set -euo pipefail
      ip link set lo up
      SWARMDRIVE serve --no-discovery --data "$PWD/data" >server.log 2>&1 &
      server=$!
      trap 'kill $server; wait $server || true' EXIT
      for i in $(seq 300); do
        command curl -sf http://127.0.0.1:8080/readyz >/dev/null && break
        sleep 0.2
      done
      curl() { command curl --fail-with-body --max-time 30 "$@"; }
      set -x
      SCRIPT
      """;

  private static List<String> blocks(String paper, String language) throws IOException {
    String text = Files.readString(RunFolder.checkout().resolve(paper));
    return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  private static Program.Result run(Path folder, String script)
      throws IOException, InterruptedException {
    String whole =
        BESIDE_A_SERVER
            .replace("SWARMDRIVE", RunFolder.checkout().resolve("swarmdrive").toString())
            .replace("SCRIPT", script);
    Path file = Files.writeString(folder.resolve("run.sh"), whole);
    return Program.run(
        LIMIT, new Program.Command(List.of("unshare", "-n", "bash", file.toString()), folder));
  }

  @Test
  void curlCommandsOfTheApi_work() throws Exception {
    Path folder = RunFolder.create("docs");
    Path content = Files.writeString(folder.resolve("example.txt"), "an example\n");
    TorrentOnDisk torrent = TorrentOnDisk.make(content, 1 << 15, "http://127.0.0.1:1/announce");
    Files.copy(torrent.file(), folder.resolve("example.torrent"));
    List<String> blocks = blocks("docs/api.md", "sh");
    assertThat(blocks).hasSize(1);
    Program.Result result = run(folder, blocks.getFirst());
    assertThat(result.exitCode()).as(result.text()).isZero();
    assertThat(result.text()).contains("event: status", "Another name", "music/live");
  }

  @Test
  void pythonOfTheApi_works() throws Exception {
    List<String> blocks = blocks("docs/api.md", "python");
    assertThat(blocks).hasSize(1);
    Program.Result result =
        run(RunFolder.create("docs"), "python3 - <<'PYTHON'\n" + blocks.getFirst() + "PYTHON\n");
    assertThat(result.exitCode()).as(result.text()).isZero();
    assertThat(result.text()).contains("From Python");
  }
}
