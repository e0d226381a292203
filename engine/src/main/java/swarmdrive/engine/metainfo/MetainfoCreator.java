package swarmdrive.engine.metainfo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.LongConsumer;

/**
 * Makes a torrent's description from local files.
 *
 * @param trackers announce URLs, each a tier of its own
 * @param webSeeds BEP 19
 * @param pieceLength bytes, a power of two from 16 KiB to 64 MiB; empty: chosen by size
 * @param isPrivate BEP 27
 * @param comment empty for none
 */
public record MetainfoCreator(
    List<String> trackers,
    List<String> webSeeds,
    OptionalInt pieceLength,
    boolean isPrivate,
    String comment) {

  /**
   * Hashes a file, or a folder's regular files in the order of their paths; blocks until done, on
   * several threads.
   *
   * @param progress told the bytes hashed so far
   * @throws IOException with one line for the user if something cannot be read, is empty, or
   *     changed meanwhile
   */
  public Metainfo create(Path content, LongConsumer progress) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Bytes that {@link #create} will hash. */
  public static long length(Path content) throws IOException {
    throw new UnsupportedOperationException();
  }
}
