package swarmdrive.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Which form the data folder has: a number in the file {@code version}. What a newer program left
 * is not touched, because it may mean something that this one does not know.
 */
final class DataVersion {
  /** The form that this program writes. Folders without a number are of the first. */
  static final int CURRENT = 1;

  private static final String FILE = "version";
  private static final int LONGEST = 20;

  private DataVersion() {}

  /**
   * Looks at the number, and writes it into a folder that has none. Whoever calls has the folder.
   *
   * @throws IOException with one line for the user if the folder is a newer program's, or cannot be
   *     written
   */
  static void requireReadable(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    int version = read(folder, file);
    if (version > CURRENT) {
      throw new IOException(
          "the data folder "
              + folder
              + " has version "
              + version
              + ", and this swarmdrive knows versions to "
              + CURRENT
              + ": start a newer one, or take another folder");
    }
    if (version < CURRENT) {
      write(file);
    }
  }

  /** 0 if there is none. */
  private static int read(Path folder, Path file) throws IOException {
    try {
      String text = Files.size(file) > LONGEST ? "" : Files.readString(file).strip();
      int version = Integer.parseInt(text);
      if (version > 0) {
        return version;
      }
    } catch (NoSuchFileException e) {
      return 0;
    } catch (NumberFormatException | java.nio.charset.MalformedInputException e) {
      // told below
    }
    throw new IOException(
        "the data folder "
            + folder
            + " has no number in its file "
            + FILE
            + ": is it swarmdrive's?");
  }

  private static void write(Path file) throws IOException {
    Path next = file.resolveSibling(FILE + ".new");
    Files.write(
        next,
        (CURRENT + "\n").getBytes(StandardCharsets.US_ASCII),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.DSYNC);
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
