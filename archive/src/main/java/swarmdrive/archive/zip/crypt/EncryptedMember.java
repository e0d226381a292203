package swarmdrive.archive.zip.crypt;

import swarmdrive.archive.ArchiveException;

/**
 * Where an encrypted member lies.
 *
 * @param key what caches know it by
 * @param name for messages
 * @param position first byte of what the encryption puts before the data
 * @param length bytes from there to the member's end
 */
public record EncryptedMember(Key key, String name, long position, long length) {
  /**
   * A member of an archive.
   *
   * @param archive equal for, and only for, the same archive's members
   * @param id number of the member
   */
  public record Key(Object archive, int id) {}

  ArchiveException unreadable(String why) {
    return new ArchiveException(name + " cannot be read: " + why);
  }
}
