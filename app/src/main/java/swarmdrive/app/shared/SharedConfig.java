package swarmdrive.app.shared;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What is shared.
 *
 * @param folders folders or files, each becomes a torrent
 * @param route folder of the library where the torrents appear, segments separated by slashes
 * @param trackers announce URLs of these torrents
 * @param rescan how often the folders are looked at
 * @param record where the made library files are written down
 */
public record SharedConfig(
    List<Path> folders, String route, List<String> trackers, Duration rescan, Path record) {
  public SharedConfig {
    folders = List.copyOf(folders);
    trackers = List.copyOf(trackers);
    if (!rescan.isPositive()) {
      throw new IllegalArgumentException("rescan must be positive: " + rescan);
    }
  }
}
