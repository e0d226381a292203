package swarmdrive.archive.iso;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a record and its system use say of a member, whatever names the volume has.
 *
 * @param name as the image spells it
 * @param modified seconds since 1970
 * @param link where a symbolic link leads, told from its folder; null if it is none
 * @param moved first block of a folder that lies elsewhere because it is deep; -1 if it is none
 * @param isElsewhere true if the record is where such a folder really lies, and is shown not here
 * @param special true for a device and the like
 * @param unpacked bytes of a compressed file when decoded; -1 if it is not compressed
 */
record Described(
    String name,
    OptionalLong modified,
    @Nullable String link,
    long moved,
    boolean isElsewhere,
    boolean special,
    long unpacked) {
  /** Of a record that says no more than ISO 9660 lets it. */
  static Described plainly(String name, IsoRecord record) {
    return new Described(name, record.modified(), null, -1, false, false, -1);
  }
}
