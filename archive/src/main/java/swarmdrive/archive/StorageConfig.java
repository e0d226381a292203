package swarmdrive.archive;

import java.nio.file.Path;

/**
 * What archives may keep on disk.
 *
 * @param indexFolder where indexes are kept for the next start
 * @param indexLimit bytes of all indexes, 0 to keep none; the least recently used go first
 * @param spoolFolder where members are decoded to that can only be decoded from their begin; its
 *     content is lost at a restart
 * @param spoolLimit bytes of all decoded members
 * @param spoolRatio bytes that one byte may become when it is decoded there, once it has become
 *     more than 64 MiB in all
 */
public record StorageConfig(
    Path indexFolder, long indexLimit, Path spoolFolder, long spoolLimit, int spoolRatio) {
  public StorageConfig {
    if (indexLimit < 0 || spoolLimit < 0 || spoolRatio < 1) {
      throw new IllegalArgumentException(
          "limits must not be negative: " + indexLimit + ", " + spoolLimit + ", " + spoolRatio);
    }
  }

  /** What conf/swarmdrive.conf says, below a folder. */
  public static StorageConfig in(Path folder) {
    return new StorageConfig(
        folder.resolve("index"), 512L << 20, folder.resolve("spool"), 8L << 30, 1000);
  }
}
