package swarmdrive.app.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What is laid over the defaults, the later winning.
 *
 * @param file the user's file; it must exist
 * @param environment all variables; those of keys are taken
 * @param flags by key
 */
public record ConfigSources(
    Optional<Path> file, Map<String, String> environment, Map<String, Flag> flags) {
  /**
   * A value from the command line.
   *
   * @param name the flag as it was typed, for instance {@code --listen}
   * @param value what typesafe config takes: a string, a boolean, a list
   */
  public record Flag(String name, Object value) {}

  public ConfigSources {
    environment = Map.copyOf(environment);
    flags = Map.copyOf(flags);
  }

  /** Only the defaults. */
  public static ConfigSources none() {
    return new ConfigSources(Optional.empty(), Map.of(), Map.of());
  }
}
