package swarmdrive.archive.spool;

import swarmdrive.archive.ArchiveException;

/**
 * Something to be decoded from its begin.
 *
 * @param key equal only for the same bytes of the same archive
 * @param name for messages
 * @param size bytes when decoded, never exceeded; {@link #UNKNOWN} if only the end will tell
 * @param packed compressed bytes, for the limit of their ratio
 * @param archiveSize bytes of the archive that the decoder reads from
 * @param decoder makes the bytes
 */
public record SpooledStream(
    String key, String name, long size, long packed, long archiveSize, StreamDecoder decoder) {
  /** In place of a size. */
  public static final long UNKNOWN = Long.MAX_VALUE;

  /** Below this any ratio is harmless. */
  static final long HARMLESS = 64L << 20;

  void requireRatio(long decoded, int most) throws ArchiveException {
    if (decoded > HARMLESS && decoded / most > packed) {
      throw new ArchiveException(
          name + " cannot be read: " + packed + " bytes become more than " + most + " times more");
    }
  }

  void requirePossible(long limit, int ratio) throws ArchiveException {
    if (size != UNKNOWN) {
      requireRatio(size, ratio);
      if (size > limit) {
        throw new ArchiveException(
            name
                + " cannot be read: to decode it takes "
                + size
                + " bytes on disk, archive.spool-limit is "
                + limit);
      }
    }
  }
}
