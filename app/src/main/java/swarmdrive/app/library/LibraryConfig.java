package swarmdrive.app.library;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the library is and how it is watched.
 *
 * @param folder made if missing
 * @param rescan how often everything is looked at, whatever the system reports
 * @param settle how long a file that is not whole must stay unchanged to be called damaged
 * @param torrentLimit bytes of a .torrent file
 * @param magnetLimit bytes of a .magnet file
 */
public record LibraryConfig(
    Path folder, Duration rescan, Duration settle, long torrentLimit, long magnetLimit) {
  public LibraryConfig {
    if (!rescan.isPositive() || !settle.isPositive() || torrentLimit < 1 || magnetLimit < 1) {
      throw new IllegalArgumentException(
          "library times and limits must be positive: "
              + rescan
              + ", "
              + settle
              + ", "
              + torrentLimit
              + ", "
              + magnetLimit);
    }
  }
}
