package swarmdrive.archive.rar;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.tree.RawName;

/** A member's header of RAR 5. Used once. */
final class Rar5File {
  private static final int FOLDER = 1;
  private static final int HAS_TIME = 1 << 1;
  private static final int HAS_CRC = 1 << 2;
  private static final int SIZE_UNKNOWN = 1 << 3;

  private static final int ENCRYPTION = 1;
  private static final int TIMES = 3;
  private static final int REDIRECTION = 5;

  private static final int UNIX_TIMES = 1;
  private static final int HAS_MODIFIED = 1 << 1;

  private static final long FROM_1601 = 11_644_473_600L; // seconds to 1970
  private static final long TICKS = 10_000_000; // of 100 ns in a second

  private final String path;
  private final long size;
  private final boolean stored;
  private RarMember.Kind kind;
  private OptionalLong modified;
  private boolean encrypted;
  private @Nullable String target;

  private Rar5File(Rar5Bytes header) {
    long flags = header.number();
    long told = header.number();
    header.number(); // attributes
    modified =
        (flags & HAS_TIME) != 0 ? OptionalLong.of(header.unsigned32()) : OptionalLong.empty();
    if ((flags & HAS_CRC) != 0) {
      header.unsigned32();
    }
    long compression = header.number();
    header.number(); // system
    path = text(header.text(header.number()));
    size = (flags & SIZE_UNKNOWN) != 0 ? -1 : told;
    stored = (compression >>> 7 & 7) == 0;
    kind = (flags & FOLDER) != 0 ? RarMember.Kind.FOLDER : RarMember.Kind.FILE;
  }

  private static String text(byte[] raw) {
    return RawName.utf8(raw).orElseGet(() -> new String(raw, StandardCharsets.ISO_8859_1));
  }

  /**
   * Reads the rest of a header.
   *
   * @param extra bytes of records behind the name
   * @return null if it is damaged
   */
  static @Nullable Rar5File read(Rar5Bytes header, long extra) {
    Rar5File file = new Rar5File(header);
    if (!header.isSound() || file.path.isEmpty() || extra > header.remaining()) {
      return null;
    }
    file.records(header.part(extra));
    return file;
  }

  /** Stops where they are damaged. */
  private void records(Rar5Bytes records) {
    while (records.remaining() > 0) {
      Rar5Bytes record = records.part(records.number());
      if (!records.isSound() || record.remaining() == 0) {
        return;
      }
      switch ((int) record.number()) {
        case ENCRYPTION -> encrypted = true;
        case TIMES -> times(record);
        case REDIRECTION -> redirection(record);
        default -> {}
      }
    }
  }

  private void times(Rar5Bytes record) {
    long flags = record.number();
    if ((flags & HAS_MODIFIED) != 0) {
      long seconds =
          (flags & UNIX_TIMES) != 0
              ? record.unsigned32()
              : Math.floorDiv(record.int64(), TICKS) - FROM_1601;
      modified = record.isSound() ? OptionalLong.of(seconds) : modified;
    }
  }

  private void redirection(Rar5Bytes record) {
    long type = record.number();
    record.number(); // flags
    target = text(record.text(record.number())).replace('\\', '/');
    kind =
        type >= 1 && type <= 3
            ? RarMember.Kind.SYMBOLIC_LINK
            : type == 4 || type == 5 ? RarMember.Kind.HARD_LINK : RarMember.Kind.OTHER;
  }

  RarMember member(long position, long packed, boolean goesOnFromBefore, boolean goesOn) {
    return new RarMember(
        path,
        kind,
        size,
        position,
        packed,
        stored,
        encrypted,
        modified,
        goesOnFromBefore,
        goesOn,
        target);
  }
}
