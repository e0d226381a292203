package swarmdrive.archive.rar;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What one header says of a member.
 *
 * @param path with slashes between its segments
 * @param size bytes when decoded; negative if it is not told
 * @param position of its bytes in the archive
 * @param packed bytes of them in this volume
 * @param modified seconds since 1970
 * @param goesOnFromBefore true if it began in the volume before
 * @param goesOn true if the next volume has more of it
 */
record RarMember(
    String path,
    Kind kind,
    long size,
    long position,
    long packed,
    boolean stored,
    boolean encrypted,
    OptionalLong modified,
    boolean goesOnFromBefore,
    boolean goesOn,
    @Nullable String target) {
  enum Kind {
    FILE,
    FOLDER,
    SYMBOLIC_LINK,
    HARD_LINK,
    OTHER
  }
}
