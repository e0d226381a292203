package swarmdrive.app.tree;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What may be changed through the drive, and where it goes.
 *
 * @param writable whether anything may
 * @param overlay folder of what clients write inside torrents' folders
 * @param trash folder of the overlays of torrents that were removed
 * @param trashTime how long they are kept there
 */
public record DriveConfig(boolean writable, Path overlay, Path trash, Duration trashTime) {
  public DriveConfig {
    if (trashTime.isNegative()) {
      throw new IllegalArgumentException("trashTime must not be negative: " + trashTime);
    }
  }
}
