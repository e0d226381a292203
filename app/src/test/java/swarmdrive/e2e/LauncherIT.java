package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ./swarmdrive} of a built copy of its own: what it prepares, once, for a quick start. */
class LauncherIT {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final String PREPARING = "preparing a quick start...";

  private Path copy;
  private Path cache;

  LauncherIT() throws IOException {
    copy = Files.createDirectories(RunFolder.create("copy").resolve("with a space"));
    cache = copy.resolve("app/target/swarmdrive.aot");
  }

  @BeforeEach
  void copyWhatIsBuilt() throws Exception {
    Path root = RunFolder.checkout();
    Path target = Files.createDirectories(copy.resolve("app/target"));
    copy(copy, root.resolve("swarmdrive"), root.resolve("conf"));
    copy(target, root.resolve("app/target/lib"));
    try (Stream<Path> files = Files.list(root.resolve("app/target"))) {
      copy(target, files.filter(file -> file.toString().endsWith(".jar")).toArray(Path[]::new));
    }
  }

  private static void copy(Path to, Path... from) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("cp", "-a"));
    Stream.of(from).map(Path::toString).forEach(words::add);
    words.add(to.toString());
    Program.run(LIMIT, words.toArray(String[]::new)).orFail();
  }

  @Test
  void firstStart_preparesTheCache_andLaterOnesUseIt() throws Exception {
    assertThat(launch("--version").lines()).hasSize(2).startsWith(PREPARING);
    assertThat(cache).isNotEmptyFile();
    assertThat(cache.getParent())
        .isDirectoryNotContaining(
            file -> file.getFileName().toString().startsWith("swarmdrive.aot."));

    assertThat(launch("--version").lines()).hasSize(1);
    assertThat(launchWith("SWARMDRIVE_JAVA_OPTS=-Xlog:class+load", "--version").text())
        .containsPattern("swarmdrive\\.app\\.Main source: shared objects file");
  }

  @Test
  void damagedOrEmptyCache_onlyStartsMoreSlowly() throws Exception {
    for (byte[] damaged : List.of(new byte[0], new byte[100_000])) {
      Files.write(cache, damaged);
      Program.Result result = launch("--version");
      assertThat(result.lines()).hasSize(1);
      assertThat(result.text()).startsWith("swarmdrive ");
    }
  }

  private Program.Result launch(String... words) throws IOException, InterruptedException {
    return launchWith("SWARMDRIVE_JAVA_OPTS=", words);
  }

  private Program.Result launchWith(String variable, String... words)
      throws IOException, InterruptedException {
    List<String> before = List.of("env", "-u", "SWARMDRIVE_BUILD", variable);
    List<String> command =
        Stream.of(before, List.of(copy.resolve("swarmdrive").toString()), List.of(words))
            .flatMap(List::stream)
            .toList();
    return Program.run(LIMIT, new Program.Command(command, copy)).orFail();
  }
}
