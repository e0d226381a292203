package swarmdrive.archive;

/**
 * Limits for hostile archives.
 *
 * @param maxEntries members of one archive
 * @param maxDirectoryBytes bytes of one archive's directory
 * @param maxDecodedInMemory largest member, decoded bytes, that is kept whole in memory while it is
 *     read
 */
public record ArchiveConfig(int maxEntries, long maxDirectoryBytes, long maxDecodedInMemory) {
  /** What conf/swarmdrive.conf says. */
  public static final ArchiveConfig DEFAULT = new ArchiveConfig(1_000_000, 256L << 20, 4L << 20);

  public ArchiveConfig {
    if (maxEntries < 1 || maxDirectoryBytes < 1 || maxDecodedInMemory < 0) {
      throw new IllegalArgumentException(
          "archive limits must be positive: "
              + maxEntries
              + ", "
              + maxDirectoryBytes
              + ", "
              + maxDecodedInMemory);
    }
  }
}
