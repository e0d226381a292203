package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * {@code ./swarmdrive demo}: ready soon, and each command that it prints works when it is pasted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoIT {
  private static final Duration READY = Duration.ofSeconds(60);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** The name of a program before its command, in a column of its own. */
  private static final Pattern LABEL = Pattern.compile("^\\S+ {2,}");

  private Program demo;
  private URI home;
  private Path user;

  DemoIT() throws IOException, InterruptedException {
    user = RunFolder.create("home");
    demo = Program.start("demo", Swarmdrive.command("demo", "--listen", "127.0.0.1:0"));
    home = URI.create(demo.awaitLine("^swarmdrive listening on (http://\\S+/)$", READY).group(1));
  }

  @BeforeAll
  void awaitTheGuide() throws Exception {
    demo.awaitLine("net use", LIMIT);
  }

  @AfterAll
  void stop() {
    demo.close();
  }

  @Test
  void everyCurlCommand_works() throws Exception {
    List<String> commands = printed("curl ");
    assertThat(commands).hasSizeGreaterThanOrEqualTo(3);
    for (String command : commands) {
      Program.Result result = paste(command.replace("curl ", "curl -sS --fail "));
      assertThat(result.text()).as(command).isNotBlank();
    }
  }

  @Test
  void rcloneListing_works() throws Exception {
    assertThat(paste(printed("rclone ls").getFirst()).text()).contains("welcome.txt", "tune.wav");
  }

  @Test
  void rcloneMount_works() throws Exception {
    String command = printed("rclone mount").getFirst();
    try (Program mount = Program.start("rclone", shell(command))) {
      Path folder = user.resolve("swarmdrive");
      Eventually.isTrue(
          "it is mounted", LIMIT, () -> Files.isRegularFile(firstFile(folder, "welcome.txt")));
      assertThat(Files.readString(firstFile(folder, "readme.txt"))).isNotEmpty();
      Program.run(LIMIT, "umount", "-l", folder.toString()).orFail();
    }
  }

  @Test
  void davfs2Mount_works() throws Exception {
    // As root already, and not in a folder that belongs to the machine.
    Path folder = RunFolder.path().resolve("davfs2-demo");
    String command =
        printed("mount -t davfs")
            .getFirst()
            .replace("sudo ", "")
            .replace("/mnt/swarmdrive", folder.toString());
    Program.runWithInput(LIMIT, "\n\n", "bash", "-c", command).orFail();
    try {
      String welcome = Files.readString(folder.resolve(pathOf("welcome.txt")));
      assertThat(welcome).isNotEmpty();
    } finally {
      Program.run(LIMIT, "umount", folder.toString()).orFail();
    }
  }

  @Test
  void browserLink_showsTheDrive() throws Exception {
    String link =
        demo.lines().stream()
            .filter(line -> line.contains("In a browser"))
            .findFirst()
            .orElseThrow();
    try (Browser browser = Browser.start()) {
      browser.open(URI.create(link.substring(link.indexOf("http")).strip()));
      assertThat(browser.text()).contains("single file");
    }
  }

  @Test
  void ctrlC_endsItAndRemovesWhatItMade() throws Exception {
    Path temporary = RunFolder.create("tmp");
    var command =
        Swarmdrive.command("demo", "--listen", "127.0.0.1:0")
            .after("env", "SWARMDRIVE_JAVA_OPTS=-Djava.io.tmpdir=" + temporary);
    try (Program second = Program.start("demo", command)) {
      second.awaitLine("^swarmdrive listening", READY);
      Program.run(LIMIT, "kill", "-INT", "" + second.pid()).orFail();
      second.awaitEnd(LIMIT);
      assertThat(second.lines()).noneMatch(line -> line.startsWith("\tat "));
    }
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.filter(file -> !file.getFileName().toString().startsWith("hsperfdata")))
          .isEmpty();
    }
  }

  /** The commands in the guide that contain these words, as they would be pasted. */
  private List<String> printed(String words) {
    return demo.lines().stream()
        .filter(line -> line.contains(words))
        .map(line -> LABEL.matcher(line.strip()).replaceFirst(""))
        .toList();
  }

  private Program.Result paste(String command) throws IOException, InterruptedException {
    return Program.run(LIMIT, shell(command)).orFail();
  }

  private Program.Command shell(String command) {
    return new Program.Command("env", "HOME=" + user, "bash", "-c", command);
  }

  /** Where a file of the guide's curl commands is in the drive. */
  private String pathOf(String file) {
    String url =
        printed("curl ").stream().filter(line -> line.contains(file)).findFirst().orElseThrow();
    String quoted = url.substring(url.indexOf('\'') + 1, url.lastIndexOf('\''));
    return URI.create(quoted).getPath().substring(home.getPath().length() + "dav/".length());
  }

  private Path firstFile(Path folder, String name) {
    return folder.resolve(pathOf(name));
  }
}
