package swarmdrive.archive.rar;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import swarmdrive.archive.source.LaidOutSource;

/** Writes a RAR 5 header by header, so that each can lie. */
final class Rar5Builder {
  static final long NOON = 1_600_000_000;

  /** A header that is put together field by field. */
  static final class Header {
    int type = 2;
    long flags;
    long fileFlags = 2;
    long size;
    long compression;
    byte[] name = {};
    byte[] extra = {};
    byte[] data = {};
    long hole;

    /** Method 1 to 5 instead of 0. */
    Header packed() {
      compression = 3 << 7;
      return this;
    }

    Header record(long type, byte[] body) {
      byte[] typed = join(number(type), body);
      extra = join(extra, number(typed.length), typed);
      return this;
    }
  }

  private final LaidOutSource out = new LaidOutSource();

  Rar5Builder() {
    mark();
  }

  /** Begins an archive, or its next volume. */
  Rar5Builder mark() {
    out.append(new byte[] {'R', 'a', 'r', '!', 0x1a, 7, 1, 0});
    return raw(1, number(0), number(0));
  }

  Rar5Builder end() {
    return raw(5, number(0), number(0));
  }

  static Header header(String name, byte[] data) {
    Header header = new Header();
    header.name = name.getBytes(UTF_8);
    header.data = data;
    header.size = data.length;
    return header;
  }

  Rar5Builder file(String name, byte[] data) {
    return add(header(name, data));
  }

  Rar5Builder folder(String name) {
    Header header = header(name, new byte[0]);
    header.fileFlags |= 1;
    return add(header);
  }

  /** Zeros that take no memory. */
  Rar5Builder hole(String name, long length) {
    Header header = header(name, new byte[0]);
    header.size = length;
    header.hole = length;
    return add(header);
  }

  /** Type 1 is a symbolic link, 4 a hard one, 5 a copy. */
  Rar5Builder link(int type, String name, String target) {
    byte[] text = target.getBytes(UTF_8);
    return add(
        header(name, new byte[0])
            .record(5, join(number(type), number(0), number(text.length), text)));
  }

  Rar5Builder add(Header header) {
    byte[] time = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) NOON).array();
    byte[] body =
        join(
            number(header.fileFlags),
            number(header.size),
            number(0x20),
            (header.fileFlags & 2) != 0 ? time : new byte[0],
            number(header.compression),
            number(1),
            number(header.name.length),
            header.name,
            header.extra);
    long flags = header.flags | 2 | (header.extra.length > 0 ? 1 : 0);
    long length = header.data.length + header.hole;
    raw(
        header.type,
        number(flags),
        header.extra.length > 0 ? number(header.extra.length) : new byte[0],
        number(length),
        body);
    out.append(header.data).appendHole(header.hole);
    return this;
  }

  /** A header of any kind: its checksum and length are right. */
  Rar5Builder raw(int type, byte[]... fields) {
    byte[] body = join(number(type), join(fields));
    byte[] sized = join(number(body.length), body);
    CRC32 crc = new CRC32();
    crc.update(sized);
    out.append(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) crc.getValue()).array());
    out.append(sized);
    return this;
  }

  Rar5Builder bytes(byte[] bytes) {
    out.append(bytes);
    return this;
  }

  LaidOutSource finish() {
    return out;
  }

  static byte[] number(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long left = value;
    while (left > 0x7f) {
      out.write((int) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
    return out.toByteArray();
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
