package swarmdrive.archive.zip.crypt;

import java.nio.ByteBuffer;

/** The three numbers of the traditional encryption (6.1.5). Not thread-safe. */
final class TraditionalKeys {
  /** Bytes before the data. */
  static final int HEADER = 12;

  private static final int[] CRC = crcTable();

  private int key0 = 0x12345678;
  private int key1 = 0x23456789;
  private int key2 = 0x34567890;
  private int last; // byte of the header

  private static int[] crcTable() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) * 0xedb88320);
      }
      table[i] = crc;
    }
    return table;
  }

  /** As they are behind a member's header. */
  static TraditionalKeys behind(byte[] header, Password password) {
    TraditionalKeys keys = new TraditionalKeys();
    for (byte b : password.bytes()) {
      keys.update(b);
    }
    for (byte b : header) {
      keys.last = keys.decrypt(b);
    }
    return keys;
  }

  /** True if the header's last byte is this one. */
  boolean fits(int check) {
    return last == check;
  }

  TraditionalKeys copy() {
    TraditionalKeys copy = new TraditionalKeys();
    copy.key0 = key0;
    copy.key1 = key1;
    copy.key2 = key2;
    return copy;
  }

  /** Decrypts {@code [from, to)} of a buffer, the next bytes of the data. */
  void apply(ByteBuffer bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      bytes.put(at, (byte) decrypt(bytes.get(at)));
    }
  }

  private int decrypt(byte encrypted) {
    int temp = (key2 & 0xffff) | 2;
    int plain = (encrypted ^ ((temp * (temp ^ 1)) >>> 8)) & 0xff;
    update(plain);
    return plain;
  }

  private void update(int plain) {
    key0 = crc(key0, plain);
    key1 = (key1 + (key0 & 0xff)) * 134775813 + 1;
    key2 = crc(key2, key1 >>> 24);
  }

  private static int crc(int crc, int value) {
    return CRC[(crc ^ value) & 0xff] ^ (crc >>> 8);
  }
}
