package swarmdrive.archive.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ByteSource;

/**
 * A member's header before its data (4.3.7). It repeats the directory; where the two differ, nobody
 * knows what the member is, and programs that trust one can be led astray by the other.
 */
final class LocalHeader {
  static final int BYTES = 30;
  private static final int SIGNATURE = 0x04034b50;

  private final ByteBuffer bytes;

  private LocalHeader(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** Reads the header with its name, as long as the directory says it is. */
  static LocalHeader read(ByteSource archive, long position, int nameLength) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES + nameLength).order(ByteOrder.LITTLE_ENDIAN);
    archive.readFully(position, bytes);
    return new LocalHeader(bytes.flip());
  }

  /** Bytes from the header's first to the data's first. */
  int length() {
    return BYTES + unsigned16(26) + unsigned16(28);
  }

  /** Reads the extra fields, as long as the header says they are. */
  ByteBuffer extraFields(ByteSource archive, long position) throws IOException {
    ByteBuffer fields = ByteBuffer.allocate(unsigned16(28));
    archive.readFully(position + BYTES + unsigned16(26), fields);
    return fields.flip();
  }

  /**
   * What a password's bytes have to lead to in the traditional encryption (6.1.6): the highest byte
   * of the checksum, or of the time if the checksum was not known yet.
   */
  int check(int crc) {
    return (unsigned16(6) & MemberFlags.DESCRIPTOR) != 0 ? unsigned16(10) >>> 8 : crc >>> 24;
  }

  void requireAgreement(ZipMembers members, int id, String name) throws ArchiveException {
    require(bytes.getInt(0) == SIGNATURE, name, "there is no header where the directory says");
    require(unsigned16(8) == members.method(id), name, "the header tells another method");
    require(
        (unsigned16(6) & MemberFlags.ENCRYPTED) != 0 == members.is(id, MemberFlags.ENCRYPTED),
        name,
        "the header and the directory differ in whether it is encrypted");
    require(sameName(members, id), name, "the header tells another name");
    if ((unsigned16(6) & MemberFlags.DESCRIPTOR) == 0) {
      require(same(14, members.crc(id)), name, "the header tells another checksum");
      require(same(18, members.compressed(id)), name, "the header tells another length");
      require(same(22, members.size(id)), name, "the header tells another size");
    }
  }

  private boolean sameName(ZipMembers members, int id) {
    byte[] rawName = new byte[members.nameLength(id)];
    bytes.get(BYTES, rawName);
    return unsigned16(26) == rawName.length
        && DirectoryRecord.crc32(rawName) == members.nameCrc(id);
  }

  /** Zeros and ones all over stand for "told elsewhere". */
  private boolean same(int at, long directory) {
    int told = bytes.getInt(at);
    return told == 0 || told == -1 || told == (int) directory;
  }

  private int unsigned16(int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  private static void require(boolean agreed, String name, String difference)
      throws ArchiveException {
    if (!agreed) {
      throw new ArchiveException(name + " cannot be read: " + difference);
    }
  }
}
