package swarmdrive.app.library;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What the library folder holds at the moment. Safe for any number of threads; nothing waits but
 * {@link #await}.
 */
public interface Library {
  /** The folder, absolute and without links. */
  Path root();

  /**
   * The .torrent and .magnet files directly in a folder, by file name; the same map as long as
   * nothing changed.
   *
   * @param folder below {@link #root}
   */
  Map<String, LibraryEntry> entries(Path folder);

  /** All of them, in the order of their paths. */
  List<LibraryEntry> all();

  /**
   * Waits, a moment at most, until a file that was just put there has been looked at, so that who
   * put it finds the torrent; returns at once for other files.
   *
   * @param file absolute
   */
  void awaitEntry(Path file);

  /**
   * Waits until something holds, looked at after each change of the library.
   *
   * @param condition must not wait itself
   * @return false if the time is over first
   */
  boolean await(BooleanSupplier condition, Duration most) throws InterruptedException;

  /** Whether everything was looked at once. */
  boolean complete();
}
