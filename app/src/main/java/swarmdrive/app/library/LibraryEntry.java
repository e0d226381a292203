package swarmdrive.app.library;

import java.nio.file.Path;
import java.time.Instant;
import swarmdrive.engine.Torrent;

/** What became of a .torrent or .magnet file of the library. */
public sealed interface LibraryEntry {
  /** The file, absolute. */
  Path file();

  /**
   * The engine has it.
   *
   * @param changed when the file was last modified: the torrent's date if the metainfo has none
   */
  record Loaded(Path file, Torrent torrent, Instant changed) implements LibraryEntry {
    /** When the content was made, as far as known: the same whenever it is asked for. */
    public Instant modified() {
      return torrent.metainfo().flatMap(metainfo -> metainfo.created()).orElse(changed);
    }
  }

  /**
   * It cannot be used.
   *
   * @param problem one line that says why
   * @param changed when the file was last modified
   */
  record Damaged(Path file, String problem, Instant changed) implements LibraryEntry {}

  /** It is not whole yet, probably a copy in progress. */
  record Arriving(Path file) implements LibraryEntry {}

  /** The name without .torrent or .magnet. */
  default String name() {
    return LibraryFileName.stem(file().getFileName().toString());
  }
}
