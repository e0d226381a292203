package swarmdrive.archive.zip;

/** Bits of a member: the lower 16 are the general purpose flags (4.4.4), the others ours. */
final class MemberFlags {
  static final int ENCRYPTED = 1;

  /** Sizes and checksum stand behind the data, the local header has zeros. */
  static final int DESCRIPTOR = 1 << 3;

  static final int PATCH = 1 << 5;

  /** Encrypted in a way that PKWARE keeps to itself. */
  static final int STRONG = 1 << 6;

  static final int UTF_8 = 1 << 11;

  /** Its bytes, as told, are not all between the archive's begin and its directory. */
  static final int OUTSIDE = 1 << 16;

  /** Its bytes, as told, are another member's too. */
  static final int OVERLAPS = 1 << 17;

  /** Its bytes are in another part of a split archive. */
  static final int ELSEWHERE = 1 << 18;

  private MemberFlags() {}
}
