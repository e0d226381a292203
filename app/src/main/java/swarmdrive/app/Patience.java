package swarmdrive.app;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import swarmdrive.app.config.Sizes;
import swarmdrive.app.config.WrongConfigException;

/** How long a command waits for the swarm. */
final class Patience {
  private static final Duration USUAL = Duration.ofMinutes(10);

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "Give up when nothing has come for so long, such as 30s; default: 10 minutes.")
  @Nullable String timeout;

  Duration time() throws WrongConfigException {
    try {
      return timeout == null ? USUAL : Sizes.time(timeout);
    } catch (IllegalArgumentException e) {
      throw new WrongConfigException("--timeout: " + e.getMessage());
    }
  }
}
