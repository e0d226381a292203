package swarmdrive.app.log;

import java.nio.file.Path;

/**
 * The log file.
 *
 * @param folder made if missing
 * @param fileLimit bytes at which a new file is begun
 * @param files how many old files are kept
 * @param format of the file; the console is always text
 */
public record LogConfig(Path folder, long fileLimit, int files, Format format) {
  /** How a line of the file looks. */
  public enum Format {
    /** For people. */
    TEXT,
    /** One JSON object, for programs. */
    JSON
  }

  public LogConfig {
    if (fileLimit < 1 || files < 1) {
      throw new IllegalArgumentException(
          "log limits must be positive: " + fileLimit + ", " + files);
    }
  }
}
