package swarmdrive.archive.rar;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/** A member's header of RAR 4. Valid as long as the bytes it was made from. */
final class Rar4File {
  static final int BYTES = 32;

  static final int GOES_ON_FROM_BEFORE = 1;
  static final int GOES_ON = 1 << 1;
  static final int ENCRYPTED = 1 << 2;

  private static final int LARGE = 1 << 8;
  private static final int UNICODE = 1 << 9;
  private static final int SALT = 1 << 10;
  private static final int MORE_TIME = 1 << 12;
  private static final int WINDOW = 0xe0;
  private static final int FOLDER = 0xe0; // in place of a dictionary's size

  private static final int STORED = 0x30;
  private static final int UNIX = 3;
  private static final int MODE_KIND = 0170000;
  private static final int MODE_FILE = 0100000;

  private final ByteBuffer header;
  private final int flags;
  private final int nameStart;
  private final int nameLength;

  Rar4File(ByteBuffer header, int flags) {
    this.header = header;
    this.flags = flags;
    nameStart = is(LARGE) ? BYTES + 8 : BYTES;
    nameLength = Short.toUnsignedInt(header.getShort(26));
  }

  boolean is(int flag) {
    return (flags & flag) != 0;
  }

  /** True if the name is in the header. */
  boolean isSound() {
    return nameLength > 0 && nameStart + nameLength <= header.capacity();
  }

  /** Negative if absurd, as the next. */
  long packed() {
    return wide(7, BYTES);
  }

  long size() {
    return wide(11, BYTES + 4);
  }

  private long wide(int low, int high) {
    long value = Integer.toUnsignedLong(header.getInt(low));
    return is(LARGE) && header.capacity() >= BYTES + 8
        ? value | (long) header.getInt(high) << 32
        : value;
  }

  boolean isStored() {
    return header.get(25) == STORED;
  }

  RarMember.Kind kind() {
    if ((flags & WINDOW) == FOLDER) {
      return RarMember.Kind.FOLDER;
    }
    int mode = header.getInt(28) & MODE_KIND;
    boolean plain = header.get(15) != UNIX || mode == 0 || mode == MODE_FILE;
    return plain ? RarMember.Kind.FILE : RarMember.Kind.OTHER; // a link's target is in its data
  }

  String path() {
    byte[] raw = new byte[nameLength];
    header.get(nameStart, raw);
    return Rar4Name.decode(raw, is(UNICODE)).replace('\\', '/');
  }

  /** DOS knows even seconds only, and no zone: as in zips it is taken for UTC. */
  OptionalLong modified() {
    int time = Short.toUnsignedInt(header.getShort(20));
    int date = Short.toUnsignedInt(header.getShort(22));
    try {
      LocalDateTime local =
          LocalDateTime.of(
              1980 + (date >>> 9),
              date >>> 5 & 15,
              date & 31,
              time >>> 11,
              time >>> 5 & 63,
              (time & 31) * 2);
      return OptionalLong.of(local.toEpochSecond(ZoneOffset.UTC) + oddSecond());
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  private int oddSecond() {
    int at = nameStart + nameLength + (is(SALT) ? 8 : 0);
    boolean told = is(MORE_TIME) && at + 2 <= header.capacity();
    int bits = told ? Short.toUnsignedInt(header.getShort(at)) >>> 12 : 0;
    return (bits & 0b1100) == 0b1100 ? 1 : 0;
  }
}
