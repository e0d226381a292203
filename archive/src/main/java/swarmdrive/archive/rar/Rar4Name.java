package swarmdrive.archive.rar;

import java.nio.charset.StandardCharsets;
import swarmdrive.archive.tree.RawName;

/**
 * A name of RAR 4: bytes in some code page, behind a zero perhaps the same in Unicode, told by how
 * it differs from those bytes. Used once.
 */
final class Rar4Name {
  private final byte[] raw;
  private final int plainLength;
  private final StringBuilder name = new StringBuilder();
  private int next;

  private Rar4Name(byte[] raw, int plainLength) {
    this.raw = raw;
    this.plainLength = plainLength;
    next = plainLength + 1;
  }

  static String decode(byte[] raw, boolean unicode) {
    int zero = 0;
    while (zero < raw.length && raw[zero] != 0) {
      zero++;
    }
    if (unicode && zero < raw.length - 1) {
      return new Rar4Name(raw, zero).unicode();
    }
    byte[] plain = java.util.Arrays.copyOf(raw, zero);
    return RawName.utf8(plain).orElseGet(() -> new String(plain, StandardCharsets.ISO_8859_1));
  }

  /** Two bits for each step: a byte, a byte of the same page, two bytes, or a run of the plain. */
  private String unicode() {
    int page = take() << 8;
    while (next < raw.length && name.length() < raw.length) {
      int steps = take();
      for (int shift = 6; shift >= 0 && next < raw.length; shift -= 2) {
        switch (steps >>> shift & 3) {
          case 0 -> name.append((char) take());
          case 1 -> name.append((char) (take() | page));
          case 2 -> name.append((char) (take() | take() << 8));
          default -> run(page);
        }
      }
    }
    return name.toString();
  }

  private void run(int page) {
    int told = take();
    boolean corrected = (told & 0x80) != 0;
    int correction = corrected ? take() : 0;
    for (int left = (told & 0x7f) + 2; left > 0 && name.length() < plainLength; left--) {
      int plain = Byte.toUnsignedInt(raw[name.length()]);
      name.append((char) (corrected ? (plain + correction & 0xff) | page : plain));
    }
  }

  /** Zero behind the end. */
  private int take() {
    return next < raw.length ? Byte.toUnsignedInt(raw[next++]) : 0;
  }
}
