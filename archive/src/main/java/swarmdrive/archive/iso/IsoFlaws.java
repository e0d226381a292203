package swarmdrive.archive.iso;

import java.util.Optional;

/** Counts what of an image cannot be shown. Not thread-safe. */
final class IsoFlaws {
  private int damagedFolders;
  private int hidden;
  private int incomplete;
  private boolean unread;

  /** A folder that is not all there, or is no folder. */
  void damagedFolder() {
    damagedFolders++;
  }

  /** Members that are not shown. */
  void hidden(int count) {
    hidden += count;
  }

  /** A file whose bytes are not all there. */
  void incomplete() {
    incomplete++;
  }

  /** Another file system in the image has most of it. */
  void unread() {
    unread = true;
  }

  /** One line for the user. */
  Optional<String> text() {
    if (damagedFolders > 0) {
      return Optional.of(damagedFolders + " folders of the image are damaged");
    }
    if (incomplete > 0) {
      return Optional.of("bytes of " + incomplete + " files are not in the image");
    }
    if (unread) {
      return Optional.of("most of the image is in a UDF file system, which is not read");
    }
    return hidden == 0
        ? Optional.empty()
        : Optional.of("names or links of " + hidden + " members cannot be shown");
  }
}
