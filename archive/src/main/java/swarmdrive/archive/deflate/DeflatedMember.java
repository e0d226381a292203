package swarmdrive.archive.deflate;

import swarmdrive.archive.ArchiveException;

/**
 * Where a deflated member lies and what is promised of it.
 *
 * @param key what caches know it by
 * @param name for messages
 * @param position first compressed byte in the archive
 * @param length compressed bytes
 * @param size bytes when decoded
 * @param crc32 checksum of those
 * @param checked false if nobody tells the checksum
 */
public record DeflatedMember(
    Key key, String name, long position, long length, long size, int crc32, boolean checked) {
  /** A pair of bits cannot stand for more than 258 bytes. */
  private static final long MOST_PER_BYTE = 1032;

  /**
   * A member of an archive.
   *
   * @param archive equal for, and only for, the same archive's members, also after a restart
   * @param id number of the member
   */
  public record Key(String archive, int id) {
    String text() {
      return archive + "/" + id;
    }
  }

  /** In place of a size that only the stream's end tells. */
  public static final long UNKNOWN = Long.MAX_VALUE;

  /** In place of a number: the archive is one gzip file. */
  private static final int GZIP = -1;

  /**
   * A gzip file.
   *
   * @param size bytes when decoded, or {@link #UNKNOWN}
   */
  public static DeflatedMember gzip(String key, String name, long length, long size) {
    return new DeflatedMember(new Key(key, GZIP), name, 0, length, size, 0, false);
  }

  /** True if the streams have heads and tails of gzip. */
  boolean isGzip() {
    return key.id == GZIP;
  }

  /** One whose checksum is told. */
  public DeflatedMember(Key key, String name, long position, long length, long size, int crc32) {
    this(key, name, position, length, size, crc32, true);
  }

  void requirePossible() throws ArchiveException {
    if (size == UNKNOWN) {
      return;
    }
    if (length < 1 || size < 0 || size / MOST_PER_BYTE > length) {
      throw damaged("it cannot have " + size + " bytes in " + length);
    }
  }

  ArchiveException damaged(String what) {
    return new ArchiveException(name + " is damaged: " + what);
  }
}
