package swarmdrive.archive.zip;

import java.io.IOException;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.zip.crypt.EncryptedMember;
import swarmdrive.archive.zip.crypt.EncryptedMembers;

/** Finds where members' bytes are, by their local headers. Safe for any number of threads. */
final class Payloads {
  private final String key;
  private final ZipMembers members;
  private final Layout layout;
  private final EncryptedMembers encrypted;

  /**
   * @param key of the archive
   */
  Payloads(ZipMembers members, Layout layout, EncryptedMembers encrypted, String key) {
    this.key = key;
    this.members = members;
    this.layout = layout;
    this.encrypted = encrypted;
  }

  /** Of the archive. */
  String key() {
    return key;
  }

  /** Reads the local header, and what lies before an encrypted member's data. */
  Payload of(int id, String name, ByteSource archive) throws IOException {
    long start = members.header(id);
    LocalHeader header = LocalHeader.read(archive, start, members.nameLength(id));
    header.requireAgreement(members, id, name);
    long position = start + header.length();
    long length = members.compressed(id);
    ZipIndex.refuse(length > layout.end(start) - position, name, "it runs into what follows");
    if (!members.is(id, MemberFlags.ENCRYPTED)) {
      return new Payload(archive, position, length, members.method(id), true, false);
    }
    EncryptedMember member =
        new EncryptedMember(new EncryptedMember.Key(key, id), name, position, length);
    return members.method(id) == AesField.METHOD
        ? aes(member, header, archive)
        : traditional(member, header, archive);
  }

  private Payload traditional(EncryptedMember member, LocalHeader header, ByteSource archive)
      throws IOException {
    int id = member.key().id();
    ByteSource plain = encrypted.traditional(member, header.check(members.crc(id)), archive);
    return new Payload(plain, 0, plain.size(), members.method(id), true, true);
  }

  private Payload aes(EncryptedMember member, LocalHeader header, ByteSource archive)
      throws IOException {
    AesField field =
        AesField.in(header.extraFields(archive, members.header(member.key().id())))
            .orElseThrow(
                () ->
                    new ArchiveException(
                        member.name() + " cannot be read: nothing tells how it is encrypted"));
    ByteSource plain = encrypted.aes(member, field.strength(), archive);
    return new Payload(plain, 0, plain.size(), field.method(), field.checked(), true);
  }
}
