package swarmdrive.archive.rar;

import org.jspecify.annotations.Nullable;

/**
 * A header and what follows it.
 *
 * @param next first byte behind its data
 * @param member null if it is none
 * @param last true if the volume ends with it
 */
record RarBlock(long next, @Nullable RarMember member, boolean last) {
  static RarBlock other(long next) {
    return new RarBlock(next, null, false);
  }
}
