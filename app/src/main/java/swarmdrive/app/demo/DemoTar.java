package swarmdrive.app.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes a tar of a folder's files in the ustar format: a block of header, then the content. */
final class DemoTar {
  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int CHECKSUM = 148;

  /** 2024-05-01, noon UTC. */
  private static final long DATE = 1_714_564_800;

  private DemoTar() {}

  static void write(Path tar, Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(tar))) {
      List<Path> sorted = files.sorted().toList();
      for (Path file : sorted) {
        byte[] content = Files.readAllBytes(file);
        out.write(header(folder.getFileName() + "/" + file.getFileName(), content.length));
        out.write(content);
        out.write(new byte[Math.floorMod(-content.length, BLOCK)]);
      }
      out.write(new byte[2 * BLOCK]);
    }
  }

  private static byte[] header(String name, int size) {
    byte[] header = new byte[BLOCK];
    byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(encoded, 0, header, 0, Math.min(encoded.length, NAME));
    put(header, NAME, "0000644\0" + "0000000\0" + "0000000\0");
    put(header, 124, octal(size) + octal(DATE));
    put(header, CHECKSUM, "        0");
    put(header, 257, "ustar\000" + "00");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, CHECKSUM, String.format(Locale.ROOT, "%06o\0 ", sum));
    return header;
  }

  private static String octal(long value) {
    return String.format(Locale.ROOT, "%011o\0", value);
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
