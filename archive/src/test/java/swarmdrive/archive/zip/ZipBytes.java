package swarmdrive.archive.zip;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.Samples;

/** Writes a zip field by field, so that each can lie. */
final class ZipBytes {
  /** A member as told by its local header, and by the directory. */
  static final class Member {
    byte[] name;
    byte[] localName;
    int flags;
    int localFlags;
    int method;
    int localMethod;
    int date = (2020 - 1980) << 9 | 5 << 5 | 17;
    int time = 13 << 11 | 14 << 5 | 8;
    int crc;
    long compressed;
    long size;
    int localCrc;
    int localCompressed;
    int localSize;
    int disk;
    long header;
    byte[] extra = {};
    byte[] localExtra = {};
    byte[] comment = {};
    byte[] data;
    long hole;

    Member(String name, byte[] data) {
      this.name = name.getBytes(StandardCharsets.UTF_8);
      this.data = data;
      localName = this.name;
    }

    void told(int toldCrc, long toldCompressed, long toldSize) {
      crc = toldCrc;
      compressed = toldCompressed;
      size = toldSize;
      localCrc = toldCrc;
      localCompressed = (int) toldCompressed;
      localSize = (int) toldSize;
    }

    void method(int both) {
      method = both;
      localMethod = both;
    }
  }

  private final LaidOutSource out = new LaidOutSource();
  private final List<Member> members = new ArrayList<>();
  byte[] comment = {};
  byte[] beforeEnd = {};
  int diskNumber;
  int promised = -1;
  long shift;
  boolean zip64;

  static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  ZipBytes prefix(byte[] bytes) {
    out.append(bytes);
    return this;
  }

  ZipBytes stored(String name, byte[] data) {
    return stored(name, data, member -> {});
  }

  ZipBytes stored(String name, byte[] data, Consumer<Member> change) {
    Member member = new Member(name, data);
    member.told(crc(data), data.length, data.length);
    return add(member, change);
  }

  ZipBytes deflated(String name, byte[] plain) {
    return deflated(name, plain, member -> {});
  }

  ZipBytes deflated(String name, byte[] plain, Consumer<Member> change) {
    Member member = new Member(name, Samples.deflated(plain, 6, Deflater.DEFAULT_STRATEGY));
    member.told(crc(plain), member.data.length, plain.length);
    member.method(8);
    return add(member, change);
  }

  /** A stored member of zeros that take no memory. */
  ZipBytes hole(String name, long length) {
    Member member = new Member(name, new byte[0]);
    member.hole = length;
    member.told(0, length, length);
    return add(member, change -> {});
  }

  private ZipBytes add(Member member, Consumer<Member> change) {
    member.header = out.size();
    change.accept(member);
    out.append(local(member)).append(member.data).appendHole(member.hole);
    members.add(member);
    return this;
  }

  private static byte[] local(Member member) {
    return le(30 + member.localName.length + member.localExtra.length)
        .putInt(0x04034b50)
        .putShort((short) 20)
        .putShort((short) (member.flags | member.localFlags))
        .putShort((short) member.localMethod)
        .putShort((short) member.time)
        .putShort((short) member.date)
        .putInt(member.localCrc)
        .putInt(member.localCompressed)
        .putInt(member.localSize)
        .putShort((short) member.localName.length)
        .putShort((short) member.localExtra.length)
        .put(member.localName)
        .put(member.localExtra)
        .array();
  }

  private byte[] central(Member member) {
    byte[] extra = wide(member);
    return le(46 + member.name.length + extra.length + member.comment.length)
        .putInt(0x02014b50)
        .putShort((short) 20)
        .putShort((short) 20)
        .putShort((short) member.flags)
        .putShort((short) member.method)
        .putShort((short) member.time)
        .putShort((short) member.date)
        .putInt(member.crc)
        .putInt((int) Math.min(member.compressed, 0xffffffffL))
        .putInt((int) Math.min(member.size, 0xffffffffL))
        .putShort((short) member.name.length)
        .putShort((short) extra.length)
        .putShort((short) member.comment.length)
        .putShort((short) member.disk)
        .putShort((short) 0)
        .putInt(0)
        .putInt((int) Math.min(member.header - shift, 0xffffffffL))
        .put(member.name)
        .put(extra)
        .put(member.comment)
        .array();
  }

  private byte[] wide(Member member) {
    ByteArrayOutputStream extra = new ByteArrayOutputStream();
    for (long value : new long[] {member.size, member.compressed, member.header - shift}) {
      if (value >= 0xffffffffL) {
        extra.writeBytes(le(8).putLong(value).array());
      }
    }
    byte[] wide = extra.toByteArray();
    byte[] both = member.extra;
    return wide.length == 0
        ? both
        : le(4 + wide.length + both.length)
            .putShort((short) 1)
            .putShort((short) wide.length)
            .put(wide)
            .put(both)
            .array();
  }

  /** The directory tells the members last first. */
  ZipBytes reversed() {
    java.util.Collections.reverse(members);
    return this;
  }

  LaidOutSource finish() {
    long start = out.size();
    for (Member member : members) {
      out.append(central(member));
    }
    long length = out.size() - start;
    int count = promised < 0 ? members.size() : promised;
    out.append(beforeEnd);
    if (zip64) {
      out.append(wideEnd(count, length, start - shift));
    }
    return out.append(end(count, length, start - shift, comment, zip64));
  }

  private byte[] wideEnd(int count, long length, long offset) {
    long at = out.size() - shift;
    return le(76)
        .putInt(0x06064b50)
        .putLong(44)
        .putShort((short) 45)
        .putShort((short) 45)
        .putInt(0)
        .putInt(0)
        .putLong(count)
        .putLong(count)
        .putLong(length)
        .putLong(offset)
        .putInt(0x07064b50)
        .putInt(0)
        .putLong(at)
        .putInt(1)
        .array();
  }

  byte[] end(long count, long length, long offset, byte[] comment, boolean wide) {
    return le(22 + comment.length)
        .putInt(0x06054b50)
        .putShort((short) diskNumber)
        .putShort((short) diskNumber)
        .putShort((short) (wide ? 0xffff : count))
        .putShort((short) (wide ? 0xffff : count))
        .putInt((int) (wide ? 0xffffffffL : length))
        .putInt((int) (wide ? 0xffffffffL : offset))
        .putShort((short) comment.length)
        .put(comment)
        .array();
  }

  static ByteBuffer le(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
