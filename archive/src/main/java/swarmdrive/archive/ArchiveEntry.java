package swarmdrive.archive;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One member of an archive, or a folder of members.
 *
 * @param path segments from the archive's root: NFC, no separators, no {@code .} or {@code ..},
 *     safe on Windows and macOS, unique
 * @param folder true for a folder
 * @param size bytes when decoded; 0 for a folder
 * @param modified empty if the archive does not tell
 * @param id number of the entry in its archive, stable; -1 for a folder that no entry names
 */
public record ArchiveEntry(
    List<String> path, boolean folder, long size, Optional<Instant> modified, int id) {
  /** Last segment of the path. */
  public String name() {
    return path.getLast();
  }
}
