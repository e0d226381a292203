package swarmdrive.archive.iso;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import swarmdrive.archive.source.LaidOutSource;

/** Writes an image block by block, so that each record can lie. */
final class IsoBytes {
  static final int SECTOR = 2048;
  static final int ROOT = 20;
  static final int FOLDER = 2;
  static final int GOES_ON = 128;

  private byte[] bytes = new byte[16 * SECTOR];
  private int descriptors = 16;

  /** Descriptors of the plain tree whose root is one block at {@link #ROOT}, and the end. */
  static IsoBytes plain() {
    return new IsoBytes().descriptor(1, "", ROOT, SECTOR).end();
  }

  IsoBytes descriptor(int type, String escape, int root, int rootLength) {
    ByteBuffer out = le(SECTOR);
    out.put(0, (byte) type).put(1, "CD001".getBytes(US_ASCII)).put(6, (byte) 1);
    out.put(88, escape.getBytes(US_ASCII));
    out.putShort(128, (short) SECTOR);
    out.put(156, record(new byte[1], FOLDER, root, rootLength));
    return put(descriptors++, out.array());
  }

  IsoBytes end() {
    return named(255, "CD001");
  }

  IsoBytes named(int type, String identifier) {
    ByteBuffer out = le(SECTOR);
    out.put(0, (byte) type).put(1, identifier.getBytes(US_ASCII));
    return put(descriptors++, out.array());
  }

  /** A folder of records, as long as they need. */
  IsoBytes folder(int block, byte[]... records) {
    return put(block, content(records));
  }

  /** Records as they lie in a folder: none crosses a sector's end. */
  static byte[] content(byte[]... records) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] record : records) {
      if (out.size() % SECTOR + record.length > SECTOR) {
        out.writeBytes(new byte[SECTOR - out.size() % SECTOR]);
      }
      out.writeBytes(record);
    }
    return Arrays.copyOf(out.toByteArray(), (out.size() + SECTOR - 1) / SECTOR * SECTOR);
  }

  IsoBytes put(int block, byte[] data) {
    if (bytes.length < block * SECTOR + data.length) {
      int blocks = (data.length + SECTOR - 1) / SECTOR;
      bytes = Arrays.copyOf(bytes, (block + blocks) * SECTOR);
    }
    System.arraycopy(data, 0, bytes, block * SECTOR, data.length);
    return this;
  }

  byte[] toBytes() {
    return bytes;
  }

  LaidOutSource finish() {
    return LaidOutSource.of(bytes);
  }

  static byte[] self(int block, byte[]... systemUse) {
    return record(new byte[1], FOLDER, block, SECTOR, systemUse);
  }

  static byte[] file(String name, int block, long size, byte[]... systemUse) {
    return record(name.getBytes(UTF_8), 0, block, size, systemUse);
  }

  static byte[] folderRecord(String name, int block, byte[]... systemUse) {
    return record(name.getBytes(UTF_8), FOLDER, block, SECTOR, systemUse);
  }

  static byte[] record(byte[] name, int flags, int block, long size, byte[]... systemUse) {
    int bare = 33 + name.length + (33 + name.length) % 2;
    int length = bare;
    for (byte[] entry : systemUse) {
      length += entry.length;
    }
    ByteBuffer out = le(length + length % 2);
    out.put(0, (byte) out.capacity()).putInt(2, block).putInt(10, (int) size);
    out.put(18, new byte[] {121, 3, 4, 5, 6, 7, 4}); // 2021-03-04T05:06:07+01:00
    out.put(25, (byte) flags).put(32, (byte) name.length).put(33, name);
    for (byte[] entry : systemUse) {
      out.put(bare, entry);
      bare += entry.length;
    }
    return out.array();
  }

  static byte[] entry(String signature, int... body) {
    byte[] out = new byte[4 + body.length];
    out[0] = (byte) signature.charAt(0);
    out[1] = (byte) signature.charAt(1);
    out[2] = (byte) out.length;
    out[3] = 1;
    for (int i = 0; i < body.length; i++) {
      out[4 + i] = (byte) body[i];
    }
    return out;
  }

  static byte[] sharing() {
    return entry("SP", 0xbe, 0xef, 0);
  }

  static byte[] mode(int mode) {
    return entry("PX", number(mode));
  }

  static byte[] name(int flags, String name) {
    return entry("NM", joined(new int[] {flags}, text(name)));
  }

  /** A link's part: flags and text. */
  static byte[] link(int flags, String part) {
    int[] text = text(part);
    return entry("SL", joined(new int[] {0, flags, text.length}, text));
  }

  static byte[] moved(int block) {
    return entry("CL", number(block));
  }

  static byte[] continued(int block, int offset, int length) {
    return entry("CE", joined(joined(number(block), number(offset)), number(length)));
  }

  /** Both orders of bytes, as the standard has it. */
  static int[] number(int value) {
    int[] out = new int[8];
    for (int i = 0; i < 4; i++) {
      out[i] = value >>> 8 * i & 0xff;
      out[7 - i] = out[i];
    }
    return out;
  }

  static int[] text(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    int[] out = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      out[i] = bytes[i];
    }
    return out;
  }

  static int[] joined(int[] first, int[] second) {
    int[] out = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, out, first.length, second.length);
    return out;
  }

  private static ByteBuffer le(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
