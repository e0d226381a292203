package swarmdrive.app.tree;

import java.time.Duration;

/**
 * How the tree looks and how long it waits.
 *
 * @param archiveSuffix added to an archive's name for the folder of its members
 * @param archiveDepth archives in archives that become folders, at least 1
 * @param firstByteTimeout longest wait for an archive's listing
 * @param indexTimeout longest time for reading an archive's directory, in the background
 * @param indexes archives whose directories are kept in memory
 * @param indexing archives whose directories are read at the same time
 */
public record TreeConfig(
    String archiveSuffix,
    int archiveDepth,
    Duration firstByteTimeout,
    Duration indexTimeout,
    int indexes,
    int indexing) {
  public TreeConfig {
    if (archiveSuffix.isEmpty()) {
      throw new IllegalArgumentException("archiveSuffix must not be empty");
    }
    if (archiveDepth < 1 || indexes < 1 || indexing < 1) {
      throw new IllegalArgumentException(
          "limits must be positive: " + archiveDepth + ", " + indexes + ", " + indexing);
    }
    if (!firstByteTimeout.isPositive() || !indexTimeout.isPositive()) {
      throw new IllegalArgumentException("timeouts must be positive");
    }
  }
}
