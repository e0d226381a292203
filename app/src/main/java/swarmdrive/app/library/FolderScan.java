package swarmdrive.app.library;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.app.disk.Aside;

/**
 * Looks at folders of the library. Symbolic links are not followed: what they name may lie anywhere
 * or in a circle.
 */
final class FolderScan {
  private static final Logger log = LoggerFactory.getLogger(FolderScan.class);

  /** Deeper folders are ordinary folders without torrents. */
  private static final int MOST_DEPTH = 64;

  private final Path root;

  /** Where uploads are written; they come from there by a rename when they are whole. */
  private final Path aside;

  private final Set<Path> reported = new HashSet<>();

  /**
   * One folder as it was seen.
   *
   * @param folders its sub-folders
   * @param entries its .torrent and .magnet files by name
   */
  record Listing(Path folder, List<Path> folders, Map<String, FileVersion> entries) {}

  FolderScan(Path root) {
    this.root = root;
    this.aside = root.resolve(Aside.NAME);
  }

  /** The folder and everything below it; folders that are not there (any more) are left out. */
  List<Listing> everythingIn(Path folder) {
    List<Listing> listings = new ArrayList<>();
    List<Path> open = new ArrayList<>(List.of(folder));
    while (!open.isEmpty()) {
      Listing listing = one(open.removeLast());
      if (listing != null) {
        listings.add(listing);
        open.addAll(listing.folders());
      }
    }
    return listings;
  }

  /** One folder without those below it; null if it is not there. */
  @Nullable Listing one(Path folder) {
    List<Path> folders = new ArrayList<>();
    Map<String, FileVersion> entries = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        look(file, folders, entries);
      }
      reported.remove(folder);
      return new Listing(folder, folders, entries);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return null;
    } catch (IOException | DirectoryIteratorException e) {
      if (reported.add(folder)) {
        log.atWarn().addKeyValue("folder", folder).addKeyValue("problem", e).log("cannot be read");
      }
      return new Listing(folder, List.of(), Map.of());
    }
  }

  private void look(Path file, List<Path> folders, Map<String, FileVersion> entries) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isDirectory()) {
        if (file.getNameCount() - root.getNameCount() < MOST_DEPTH && !file.equals(aside)) {
          folders.add(file);
        }
      } else if (attributes.isRegularFile() && LibraryFileName.isEntry(file)) {
        entries.put(file.getFileName().toString(), FileVersion.of(attributes));
      }
    } catch (IOException e) {
      log.atDebug().addKeyValue("file", file).log("went while it was looked at");
    }
  }
}
