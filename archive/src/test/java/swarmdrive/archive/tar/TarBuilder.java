package swarmdrive.archive.tar;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import swarmdrive.archive.source.LaidOutSource;

/** Writes a tar header by header, so that each can lie. */
final class TarBuilder {
  private final LaidOutSource out = new LaidOutSource();

  TarBuilder file(String name, byte[] data) {
    return member(name, '0', "", data);
  }

  TarBuilder folder(String name) {
    return member(name, '5', "", new byte[0]);
  }

  TarBuilder link(char type, String name, String target) {
    return member(name, type, target, new byte[0]);
  }

  /** Zeros that take no memory. */
  TarBuilder hole(String name, long length) {
    out.append(header(name, '0', "", length)).appendHole(length + (-length & 511));
    return this;
  }

  TarBuilder member(String name, char type, String link, byte[] data) {
    return raw(header(name, type, link, data.length)).data(data);
  }

  /** Extended records for the next member; {@code pairs} are keys and values in turn. */
  TarBuilder pax(char type, String... pairs) {
    StringBuilder records = new StringBuilder();
    for (int i = 0; i < pairs.length; i += 2) {
      int bare = (" " + pairs[i] + "=" + pairs[i + 1] + "\n").getBytes(UTF_8).length;
      int length = bare + 1;
      while (bare + String.valueOf(length).length() != length) {
        length++;
      }
      records.append(length).append(' ').append(pairs[i]).append('=').append(pairs[i + 1]);
      records.append('\n');
    }
    return member("pax", type, "", records.toString().getBytes(UTF_8));
  }

  TarBuilder raw(byte[] block) {
    out.append(block);
    return this;
  }

  TarBuilder data(byte[] data) {
    out.append(Arrays.copyOf(data, data.length + (-data.length & 511)));
    return this;
  }

  LaidOutSource finish() {
    return out.append(new byte[1024]);
  }

  LaidOutSource withoutEnd() {
    return out;
  }

  static byte[] header(String name, char type, String link, long size) {
    byte[] block = new byte[512];
    put(block, 0, name);
    put(block, 100, "0000644");
    put(block, 124, "%011o".formatted(size));
    put(block, 136, "%011o".formatted(1_600_000_000));
    block[156] = (byte) type;
    put(block, 157, link);
    put(block, 257, "ustar\00000");
    return summed(block);
  }

  /** With the checksum that its bytes have. */
  static byte[] summed(byte[] block) {
    Arrays.fill(block, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : block) {
      sum += b & 255;
    }
    put(block, 148, "%06o\0 ".formatted(sum));
    return block;
  }

  static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }
}
