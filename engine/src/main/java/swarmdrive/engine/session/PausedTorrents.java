package swarmdrive.engine.session;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.engine.InfoHash;

/**
 * Which torrents stand still, kept over a restart: a text file of info hashes, one a line. For any
 * thread; {@link #set} waits for the disk, one after the other.
 */
final class PausedTorrents {
  private static final Logger LOG = LoggerFactory.getLogger(PausedTorrents.class);

  /** More is no file of ours. */
  private static final long LARGEST_FILE = 16L << 20;

  private final Path file;
  private final Set<String> paused = ConcurrentHashMap.newKeySet();
  private final ReentrantLock writing = new ReentrantLock();

  PausedTorrents(Path file) {
    this.file = file;
  }

  /** Reads what was kept; a file that cannot be read pauses nothing. */
  void load() {
    try {
      if (Files.size(file) <= LARGEST_FILE) {
        Files.readAllLines(file).stream()
            .filter(line -> line.matches("[0-9a-f]{40}"))
            .forEach(paused::add);
      }
    } catch (NoSuchFileException e) {
      // nothing was paused yet
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("file", file).addKeyValue("reason", e).log("cannot be read");
    }
  }

  boolean contains(InfoHash torrent) {
    return paused.contains(torrent.toHex());
  }

  /**
   * Remembers whether a torrent stands still.
   *
   * @throws IOException if the disk does not take it; it counts until the end of the process then
   */
  void set(InfoHash torrent, boolean still) throws IOException {
    boolean changed = still ? paused.add(torrent.toHex()) : paused.remove(torrent.toHex());
    if (changed) {
      writing.lock();
      try {
        write();
      } finally {
        writing.unlock();
      }
    }
  }

  private void write() throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.write(next, new TreeSet<>(paused));
    try {
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
