package swarmdrive.archive.rar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import swarmdrive.archive.source.LaidOutSource;

/** Writes a RAR 4 header by header, so that each can lie. */
final class Rar4Builder {
  /** A member's header that is put together field by field. */
  static final class Header {
    int flags = 0x8000;
    byte[] name = {};
    byte[] data = {};
    long size;
    long packed = -1;
    int system = 2;
    int method = 0x30;
    int attributes = 0x20;
    byte[] behind = {};
  }

  private final LaidOutSource out = new LaidOutSource();

  Rar4Builder() {
    mark(0);
  }

  /** Begins an archive, or its next volume. */
  Rar4Builder mark(int flags) {
    out.append(new byte[] {'R', 'a', 'r', '!', 0x1a, 7, 0});
    return block(0x73, flags, new byte[6]);
  }

  Rar4Builder end() {
    return block(0x7b, 0x4000, new byte[0]);
  }

  static Header header(String name, byte[] data) {
    Header header = new Header();
    header.name = name.getBytes(ISO_8859_1);
    header.data = data;
    header.size = data.length;
    return header;
  }

  Rar4Builder file(String name, byte[] data) {
    return add(header(name, data));
  }

  Rar4Builder folder(String name) {
    Header header = header(name, new byte[0]);
    header.flags |= 0xe0;
    return add(header);
  }

  Rar4Builder add(Header header) {
    boolean large = (header.flags & 0x100) != 0;
    long packed = header.packed < 0 ? header.data.length : header.packed;
    ByteBuffer body = le(25 + (large ? 8 : 0) + header.name.length + header.behind.length);
    body.putInt((int) packed)
        .putInt((int) header.size)
        .put((byte) header.system)
        .putInt(0)
        .putShort((short) (13 << 11 | 14 << 5 | 8))
        .putShort((short) ((2020 - 1980) << 9 | 5 << 5 | 17))
        .put((byte) 29)
        .put((byte) header.method)
        .putShort((short) header.name.length)
        .putInt(header.attributes);
    if (large) {
      body.putInt((int) (packed >>> 32)).putInt((int) (header.size >>> 32));
    }
    block(0x74, header.flags, body.put(header.name).put(header.behind).array());
    out.append(header.data);
    return this;
  }

  /** A block of any kind: its checksum and length are right. */
  Rar4Builder block(int type, int flags, byte[] body) {
    ByteBuffer block = le(7 + body.length);
    block
        .put(2, (byte) type)
        .putShort(3, (short) flags)
        .putShort(5, (short) block.capacity())
        .put(7, body);
    CRC32 crc = new CRC32();
    crc.update(block.slice(2, block.capacity() - 2));
    out.append(block.putShort(0, (short) crc.getValue()).array());
    return this;
  }

  Rar4Builder bytes(byte[] bytes) {
    out.append(bytes);
    return this;
  }

  LaidOutSource finish() {
    return out;
  }

  static ByteBuffer le(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * A name as RAR 4 tells it twice: each character in one of the ways that can tell it.
   *
   * @param page the high byte that way 1 stands for
   */
  static byte[] twofold(String plain, String name, int page) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(plain.getBytes(ISO_8859_1));
    out.write(0);
    out.write(page);
    for (int at = 0; at < name.length(); at += 4) {
      int steps = 0;
      ByteArrayOutputStream told = new ByteArrayOutputStream();
      for (int i = at; i < Math.min(at + 4, name.length()); i++) {
        char c = name.charAt(i);
        int way = c < 256 ? 0 : c >>> 8 == page ? 1 : 2;
        steps |= way << 6 - 2 * (i - at);
        told.write(c);
        if (way == 2) {
          told.write(c >>> 8);
        }
      }
      out.write(steps);
      out.writeBytes(told.toByteArray());
    }
    return out.toByteArray();
  }
}
