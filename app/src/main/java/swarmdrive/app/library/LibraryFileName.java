package swarmdrive.app.library;

import java.nio.file.Path;
import java.util.Locale;

/** Tells by its name what a file of the library is. */
final class LibraryFileName {
  private static final String TORRENT = ".torrent";
  private static final String MAGNET = ".magnet";

  private LibraryFileName() {}

  /**
   * True for a .torrent or .magnet file; names that begin with a dot are left to their programs.
   */
  static boolean isEntry(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".") && (has(name, TORRENT) || has(name, MAGNET));
  }

  static boolean isMagnet(Path file) {
    return has(file.getFileName().toString(), MAGNET);
  }

  static String stem(String name) {
    return name.substring(0, name.length() - (has(name, TORRENT) ? TORRENT : MAGNET).length());
  }

  private static boolean has(String name, String extension) {
    return name.length() > extension.length() && name.toLowerCase(Locale.ROOT).endsWith(extension);
  }
}
