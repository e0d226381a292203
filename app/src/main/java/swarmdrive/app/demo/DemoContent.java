package swarmdrive.app.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Sample content: a big file, a sound, a folder of small files, a zip, a tar. Always the same
 * bytes.
 */
final class DemoContent {
  /** The folder, and so the torrent of several files. */
  static final String FOLDER = "swarmdrive demo";

  /** The torrent of one file, in a folder of its own. */
  static final String BIG_FILE = "big file.bin";

  static final int BIG_MIB = 64;
  static final int SMALL_FILES = 40;

  private static final LocalDateTime DATE = LocalDateTime.of(2024, 5, 1, 12, 0);
  private static final String WELCOME =
      """
      Welcome to swarmdrive.

      This file came from a peer in the moment you opened it: nothing was downloaded before.
      Look into the folders; archive.zip.d shows what is in archive.zip without unpacking it.
      """;

  private final Path root;

  DemoContent(Path root) {
    this.root = root;
  }

  /** The folder of many files. */
  Path folder() {
    return root.resolve(FOLDER);
  }

  Path bigFile() {
    return root.resolve(BIG_FILE);
  }

  void make() throws IOException {
    Path small = Files.createDirectories(folder().resolve("small files"));
    Files.writeString(folder().resolve("welcome.txt"), WELCOME);
    for (int i = 1; i <= SMALL_FILES; i++) {
      Files.writeString(small.resolve(smallName(i)), "This is small file number " + i + ".\n");
    }
    Files.writeString(small.resolve("names are kept – é ü 日本 🎈 #1 100%;.txt"), "A name.\n");
    Files.write(folder().resolve("tune.wav"), DemoTune.wav());
    makeZip(folder().resolve("archive.zip"));
    DemoTar.write(folder().resolve("archive.tar"), small);
    makeBigFile();
  }

  private static String smallName(int number) {
    return String.format(Locale.ROOT, "note %02d.txt", number);
  }

  private void makeBigFile() throws IOException {
    Random random = new Random(20240501);
    byte[] block = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(bigFile())) {
      for (int i = 0; i < BIG_MIB; i++) {
        random.nextBytes(block);
        out.write(block);
      }
    }
  }

  private static void makeZip(Path file) throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      deflated(zip, "readme.txt", text("This text was decompressed while you read it.\n"));
      deflated(zip, "texts/ten thousand lines.txt", lines());
      stored(zip, "stored/random.bin", random(4 << 20));
      stored(zip, "stored/tune.wav", DemoTune.wav());
    }
  }

  private static byte[] lines() {
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= 10_000; i++) {
      lines.append("This is line ").append(i).append(" of ten thousand.\n");
    }
    return text(lines.toString());
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void deflated(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    put(zip, new ZipEntry(name), bytes);
  }

  private static void stored(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    entry.setCrc(crc.getValue());
    put(zip, entry, bytes);
  }

  private static void put(ZipOutputStream zip, ZipEntry entry, byte[] bytes) throws IOException {
    entry.setTimeLocal(DATE);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
