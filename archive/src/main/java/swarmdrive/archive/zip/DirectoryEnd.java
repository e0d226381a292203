package swarmdrive.archive.zip;

/**
 * What an end record says, or the zip64 end record in its place (4.3.16, 4.3.14).
 *
 * @param end first byte behind the directory
 * @param split true if the directory is in several parts
 * @param disk number of the part that this is; 0 in an archive that is not split
 * @param entries members
 * @param wide true if {@code entries} is exact; else it is modulo 65,536
 * @param length bytes of the directory
 * @param offset where the directory begins, counted from where the archive began when it was made
 */
record DirectoryEnd(
    long end, boolean split, long disk, long entries, boolean wide, long length, long offset) {
  static final int SIGNATURE = 0x06054b50;
  static final int BYTES = 22;

  private static final int LOCATOR = 0x07064b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int ZIP64 = 0x06064b50;
  private static final int ZIP64_BYTES = 56;

  /** Where a comment that fills the archive to its end would begin and end. */
  static long commentEnd(Tail tail, long at) {
    return at + BYTES + tail.unsigned16(at + 20);
  }

  /** Reads the record at {@code at}, where {@link #SIGNATURE} is. */
  static DirectoryEnd at(Tail tail, long at) {
    long wide = zip64(tail, at);
    return wide < 0 ? narrow(tail, at) : wide(tail, at, wide);
  }

  private static DirectoryEnd narrow(Tail tail, long at) {
    int entries = tail.unsigned16(at + 10);
    return new DirectoryEnd(
        at,
        tail.unsigned16(at + 4) != tail.unsigned16(at + 6) || tail.unsigned16(at + 8) != entries,
        tail.unsigned16(at + 4),
        entries,
        false,
        tail.unsigned32(at + 12),
        tail.unsigned32(at + 16));
  }

  private static DirectoryEnd wide(Tail tail, long at, long wide) {
    DirectoryEnd narrow = narrow(tail, at);
    return new DirectoryEnd(
        wide,
        tail.int32(wide + 16) != tail.int32(wide + 20)
            || tail.int64(wide + 24) != tail.int64(wide + 32),
        tail.unsigned32(wide + 16),
        tail.int64(wide + 32),
        true,
        narrow.length == 0xffffffffL ? tail.int64(wide + 40) : narrow.length,
        narrow.offset == 0xffffffffL ? tail.int64(wide + 48) : narrow.offset);
  }

  /** Position of the zip64 end record that belongs to the end record, or -1. */
  private static long zip64(Tail tail, long at) {
    long locator = at - LOCATOR_BYTES;
    if (!tail.signed(locator, LOCATOR, LOCATOR_BYTES)) {
      return -1;
    }
    long told = tail.int64(locator + 8);
    if (tail.signed(told, ZIP64, ZIP64_BYTES) && told <= locator - ZIP64_BYTES) {
      return told;
    }
    long near = locator - ZIP64_BYTES; // something was put before the archive: all is shifted
    return tail.signed(near, ZIP64, ZIP64_BYTES) ? near : -1;
  }
}
