package swarmdrive.archive.source;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.zip.Deflater;

/** Data to put into archives. */
public final class Samples {
  private Samples() {}

  /** Runs of noise, text and repeats, about three times as large as when deflated. */
  public static byte[] mixed(long seed, int length) {
    Random random = new Random(seed);
    byte[] bytes = new byte[length];
    for (int at = 0; at < length; ) {
      int run = Math.min(length - at, 1 + random.nextInt(3000));
      int kind = random.nextInt(10);
      for (int i = 0; i < run; i++, at++) {
        bytes[at] =
            kind < 2 || at < 3
                ? (byte) random.nextInt(256)
                : kind < 6
                    ? (byte) ('a' + Math.min(random.nextInt(26), random.nextInt(26)))
                    : kind < 9 && at > 2500
                        ? bytes[at - 2500 + random.nextInt(2) * 7]
                        : bytes[at - 1 - kind % 3];
      }
    }
    return bytes;
  }

  public static byte[] deflated(byte[] bytes, int level, int strategy) {
    Deflater deflater = new Deflater(level, true);
    try {
      deflater.setStrategy(strategy);
      deflater.setInput(bytes);
      deflater.finish();
      ByteArrayOutputStream deflated = new ByteArrayOutputStream();
      byte[] step = new byte[64 << 10];
      while (!deflater.finished()) {
        deflated.write(step, 0, deflater.deflate(step));
      }
      return deflated.toByteArray();
    } finally {
      deflater.end();
    }
  }
}
