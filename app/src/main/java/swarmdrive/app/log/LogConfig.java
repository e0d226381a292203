package swarmdrive.app.log;

import java.nio.file.Path;

/**
 * The log file.
 *
 * @param folder made if missing
 * @param fileLimit bytes at which a new file is begun
 * @param files how many old files are kept
 */
public record LogConfig(Path folder, long fileLimit, int files) {
  public LogConfig {
    if (fileLimit < 1 || files < 1) {
      throw new IllegalArgumentException(
          "log limits must be positive: " + fileLimit + ", " + files);
    }
  }
}
