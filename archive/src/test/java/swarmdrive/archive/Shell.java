package swarmdrive.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs the tools that make archives. */
final class Shell {
  private Shell() {}

  /** Runs a line of bash in a folder, two minutes at most. */
  static void run(Path folder, String line) throws IOException, InterruptedException {
    Path output = Files.createTempFile("shell", ".txt");
    Process process =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("%s ends", line).isTrue();
      assertThat(process.exitValue())
          .as("%s: %s", line, Files.readString(output, StandardCharsets.ISO_8859_1))
          .isZero();
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }
}
