package swarmdrive.e2e;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;

/** Files with bytes that anybody can make again: everything follows from a name and a seed. */
final class Content {
  private static final int STAMP_STEP = 16 << 10;

  private Content() {}

  /** A file of bytes that do not compress. */
  static Path random(Path file, long length, long seed) throws IOException {
    var random = new SplittableRandom(seed);
    byte[] chunk = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = length; left > 0; left -= chunk.length) {
        random.nextBytes(chunk);
        out.write(chunk, 0, (int) Math.min(left, chunk.length));
      }
    }
    return file;
  }

  /** A file of lines that compress well. */
  static Path text(Path file, int lines, long seed) throws IOException {
    var random = new SplittableRandom(seed);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < lines; i++) {
        out.write(
            "line %d of a text that compresses, %d\n"
                .formatted(i, random.nextInt(1000))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  /** A sparse file in which every block of 16 KiB differs from every other one of any seed. */
  static Path stamped(Path file, long length, long seed) throws IOException {
    try (var out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(length);
      byte[] stamp = new byte[16];
      for (long at = 0; at + stamp.length <= length; at += STAMP_STEP) {
        ByteBuffer.wrap(stamp).putLong(seed).putLong(at);
        out.seek(at);
        out.write(stamp);
      }
    }
    return file;
  }

  /** A zip made by Info-ZIP: some members stored, some deflated, in folders, with odd names. */
  static Path zip(Path file) throws IOException, InterruptedException {
    Path folder = RunFolder.create("zip");
    Path stored = Files.createDirectories(folder.resolve("stored é"));
    Path deflated = Files.createDirectories(folder.resolve("deflated #1/deep er"));
    random(stored.resolve("noise.bin"), 3_000_001, 31);
    random(stored.resolve("small 100%.bin"), 17, 32);
    text(deflated.resolve("lines; many.txt"), 60_000, 33);
    text(deflated.resolve("few.txt"), 3, 34);
    Files.createFile(deflated.resolve("empty"));
    Duration limit = Duration.ofMinutes(1);
    Program.run(
            limit,
            new Program.Command("zip", "-q", "-r", "-0", file.toString(), "stored é").in(folder))
        .orFail();
    Program.run(
            limit,
            new Program.Command("zip", "-q", "-r", "-9", file.toString(), "deflated #1").in(folder))
        .orFail();
    return file;
  }

  /** A zip of three stored members of 10 MB. */
  static Path bigZip(Path file) throws IOException, InterruptedException {
    Path folder = RunFolder.create("zip");
    for (int i = 0; i < 3; i++) {
      random(folder.resolve("noise %d.bin".formatted(i)), 10_000_000, 40 + i);
    }
    Program.run(
            Duration.ofMinutes(1),
            new Program.Command("zip", "-q", "-r", "-0", file.toString(), ".").in(folder))
        .orFail();
    return file;
  }

  /** A range of a file. */
  static byte[] read(Path file, long position, int length) throws IOException {
    byte[] bytes = new byte[length];
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(position);
      in.readFully(bytes);
    }
    return bytes;
  }

  /** The torrent of odd names: a big file, 200 small ones, a zip. */
  static Path oddNames(Path parent) throws IOException, InterruptedException {
    Path folder = Files.createDirectory(parent.resolve("Odd näme #1"));
    random(folder.resolve("big.bin"), 300_000_000, 1);
    random(folder.resolve("with spaces.bin"), 2_000_003, 2);
    random(folder.resolve("hash#tag.bin"), 70_000, 3);
    random(folder.resolve("100% percent %41.bin"), 1_048_576, 4);
    random(folder.resolve("semi;colon & plus+.bin"), 16_384, 5);
    random(folder.resolve("Größe é à.bin"), 123_456, 6);
    random(folder.resolve("emoji 🎬 clip.bin"), 1, 7);
    Path small = Files.createDirectories(folder.resolve("many small/sub folder"));
    for (int i = 0; i < 200; i++) {
      random(small.resolve("small %03d.bin".formatted(i)), 1 + 97L * i, 1000 + i);
    }
    zip(folder.resolve("an archive.zip"));
    return folder;
  }
}
