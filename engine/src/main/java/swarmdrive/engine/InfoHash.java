package swarmdrive.engine;

import java.util.Arrays;
import java.util.HexFormat;

/** The SHA-1 of a torrent's info dictionary (BEP 3), 20 bytes. Immutable, equal by value. */
public final class InfoHash implements Comparable<InfoHash> {
  /** Length in bytes. */
  public static final int LENGTH = 20;

  private final byte[] bytes;

  private InfoHash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @throws IllegalArgumentException unless there are 20 bytes
   */
  public static InfoHash of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("an info hash has 20 bytes, not " + bytes.length);
    }
    return new InfoHash(bytes.clone());
  }

  /**
   * @param hex 40 hexadecimal digits, either case
   * @throws IllegalArgumentException if it is anything else
   */
  public static InfoHash fromHex(String hex) {
    return of(HexFormat.of().parseHex(hex));
  }

  /** A copy of the 20 bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** 40 lower-case hexadecimal digits. */
  public String toHex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public int compareTo(InfoHash other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InfoHash that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return toHex();
  }
}
