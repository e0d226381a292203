package swarmdrive.app.shared;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.stream.Stream;

/** Tells without reading content whether something below a folder became different. */
record Fingerprint(String hash) {
  private static final int MOST_DEPTH = 64;

  /** More files than a .torrent file can name. */
  private static final int MOST_FILES = 1_000_000;

  /**
   * Walks a folder, or looks at a file; links are not followed.
   *
   * @throws IOException with one line if it is not there, is too large or cannot be read
   */
  static Fingerprint of(Path folder) throws IOException {
    Hasher all = Hashing.sha256().newHasher();
    try (Stream<Path> files = Files.walk(folder, MOST_DEPTH)) {
      int count = 0;
      for (Iterator<Path> each = files.sorted().iterator(); each.hasNext(); count++) {
        if (count == MOST_FILES) {
          throw new IOException(folder + " holds more than " + MOST_FILES + " files");
        }
        add(all, folder, each.next());
      }
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
    return new Fingerprint(all.hash().toString());
  }

  private static void add(Hasher all, Path folder, Path file) throws IOException {
    BasicFileAttributes seen =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (seen.isRegularFile()) {
      all.putString(folder.relativize(file).toString(), StandardCharsets.UTF_8)
          .putChar('\0')
          .putLong(seen.size())
          .putLong(seen.lastModifiedTime().toMillis());
    }
  }
}
