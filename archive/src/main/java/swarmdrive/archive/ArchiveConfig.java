package swarmdrive.archive;

/**
 * Limits for hostile archives.
 *
 * @param maxEntries members of one archive
 * @param maxDirectoryBytes bytes of one archive's directory
 * @param maxDecodedInMemory largest member, decoded bytes, that is kept whole in memory while it is
 *     read; at most a GiB
 */
public record ArchiveConfig(int maxEntries, long maxDirectoryBytes, long maxDecodedInMemory) {
  /** What conf/swarmdrive.conf says. */
  public static final ArchiveConfig DEFAULT = new ArchiveConfig(1_000_000, 256L << 20, 4L << 20);

  private static final long MOST_IN_MEMORY = 1L << 30;

  public ArchiveConfig {
    if (maxEntries < 1
        || maxDirectoryBytes < 1
        || maxDecodedInMemory < 0
        || maxDecodedInMemory > MOST_IN_MEMORY) {
      throw new IllegalArgumentException(
          "archive limits must be positive, and no member larger than a GiB kept in memory: "
              + maxEntries
              + ", "
              + maxDirectoryBytes
              + ", "
              + maxDecodedInMemory);
    }
  }
}
