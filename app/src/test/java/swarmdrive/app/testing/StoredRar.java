package swarmdrive.app.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Writes RAR 5 archives of stored members, in volumes of a given size of data: no free program
 * does.
 */
public final class StoredRar {
  private static final int IN_VOLUMES = 1;
  private static final int GOES_ON_FROM_BEFORE = 8;
  private static final int GOES_ON = 16;

  private final List<byte[]> volumes = new ArrayList<>();
  private final int most;
  private ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int left;

  /**
   * @param most bytes of members in one volume
   */
  public StoredRar(int most) {
    this.most = most;
    begin();
  }

  private void begin() {
    out.writeBytes(new byte[] {'R', 'a', 'r', '!', 0x1a, 7, 1, 0});
    int number = volumes.size();
    byte[] flags = number == 0 ? number(IN_VOLUMES) : join(number(IN_VOLUMES | 2), number(number));
    header(join(number(1), number(0), flags));
    left = most;
  }

  private void end(boolean last) {
    header(join(number(5), number(0), number(last ? 0 : 1)));
    volumes.add(out.toByteArray());
    out = new ByteArrayOutputStream();
  }

  /** Adds a member, in as many volumes as it needs. */
  public StoredRar add(String name, byte[] data) {
    int from = 0;
    do {
      if (left == 0) {
        end(false);
        begin();
      }
      int length = Math.min(left, data.length - from);
      boolean goesOn = from + length < data.length;
      member(name, data, from, length, goesOn);
      from += length;
      left -= length;
    } while (from < data.length);
    return this;
  }

  private void member(String name, byte[] data, int from, int length, boolean goesOn) {
    byte[] part = Arrays.copyOfRange(data, from, from + length);
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    int flags = 2 | (from > 0 ? GOES_ON_FROM_BEFORE : 0) | (goesOn ? GOES_ON : 0);
    header(
        join(
            number(2),
            number(flags),
            number(length),
            number(2 | 4),
            number(data.length),
            number(0644 | 0100000),
            le(1_600_000_000),
            le(crc(goesOn ? part : data)),
            number(0),
            number(1),
            number(bytes.length),
            bytes));
    out.writeBytes(part);
  }

  private void header(byte[] body) {
    byte[] sized = join(number(body.length), body);
    out.writeBytes(le(crc(sized)));
    out.writeBytes(sized);
  }

  /** The bytes of each volume. */
  public List<byte[]> volumes() {
    end(true);
    return volumes;
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static byte[] le(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static byte[] number(int value) {
    ByteArrayOutputStream number = new ByteArrayOutputStream();
    int rest = value;
    for (; rest > 0x7f; rest >>>= 7) {
      number.write(rest & 0x7f | 0x80);
    }
    number.write(rest);
    return number.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
