package swarmdrive.archive.zip;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** When a member was modified, in seconds since 1970. */
final class ModifiedTime {
  static final long UNKNOWN = Long.MIN_VALUE;

  /** Seconds from 1601, where NTFS begins to count, to 1970. */
  private static final long NTFS_TO_UNIX = 11_644_473_600L;

  private ModifiedTime() {}

  /** Local time of an unknown place (4.4.6): taken for UTC, so that it is the same everywhere. */
  static long dos(int date, int time) {
    try {
      return LocalDateTime.of(
              1980 + (date >>> 9),
              date >>> 5 & 15,
              date & 31,
              time >>> 11,
              time >>> 5 & 63,
              Math.min(59, (time & 31) * 2))
          .toEpochSecond(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return UNKNOWN;
    }
  }

  /** Extended timestamp 0x5455: flags, then seconds if the lowest flag is set. */
  static long unix(ByteBuffer field, long otherwise) {
    return field.remaining() >= 5 && (field.get() & 1) != 0 ? field.getInt() : otherwise;
  }

  /** 0x000a: four bytes of nothing, then attributes; number 1 holds units of 100 ns (4.5.5). */
  static long ntfs(ByteBuffer field, long otherwise) {
    if (field.remaining() < 4) {
      return otherwise;
    }
    field.getInt();
    long[] found = {otherwise};
    ExtraFields.forEach(
        field.slice(),
        (attribute, bytes) -> {
          long ticks = attribute == 1 && bytes.remaining() >= 8 ? bytes.getLong() : 0;
          found[0] = ticks > 0 ? ticks / 10_000_000 - NTFS_TO_UNIX : found[0];
        });
    return found[0];
  }
}
