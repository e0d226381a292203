package swarmdrive.app.library;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in which folders something changed that matters here. What the system cannot watch is left
 * to the rescan. Used by one thread, closed by any.
 */
final class FolderWatch implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(FolderWatch.class);

  /** Without a change for so long, the next one begins something new. */
  private static final Duration REST = Duration.ofSeconds(1);

  private final WatchService service;
  private final Map<Path, WatchKey> keys = new HashMap<>();
  private boolean complained;
  private long lastChange = System.nanoTime() - REST.toNanos();

  FolderWatch(Path root) throws IOException {
    service = root.getFileSystem().newWatchService();
  }

  /**
   * Watches exactly these folders from now on.
   *
   * @return those that were not watched before: what changed in them until now was not seen
   */
  Set<Path> watch(Set<Path> folders) {
    for (Path known : List.copyOf(keys.keySet())) {
      WatchKey key = keys.get(known);
      if (key != null && (!key.isValid() || !folders.contains(known))) {
        key.cancel();
        keys.remove(known);
      }
    }
    Set<Path> added = new HashSet<>();
    for (Path folder : folders) {
      if (!keys.containsKey(folder) && register(folder)) {
        added.add(folder);
      }
    }
    return added;
  }

  private boolean register(Path folder) {
    try {
      keys.put(folder, folder.register(service, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY));
      return true;
    } catch (IOException e) {
      if (!complained && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        complained = true;
        log.atWarn()
            .addKeyValue("folder", folder)
            .addKeyValue("problem", e.getMessage())
            .log("changes are seen at the next rescan only");
      }
      return false;
    }
  }

  /**
   * Waits for a change, then for the end of a burst of them. The first change after a rest does not
   * wait, if nothing went: whoever drops a torrent wants to see it.
   *
   * @param most longest wait
   * @param quiet time without a change that ends a burst
   * @return folders with changes; none if there was no change
   */
  Set<Path> await(Duration most, Duration quiet) throws InterruptedException {
    Set<Path> changed = new HashSet<>();
    WatchKey key = service.poll(most.toMillis(), TimeUnit.MILLISECONDS);
    boolean pressing = key != null && System.nanoTime() - lastChange > REST.toNanos();
    for (int rounds = 0; key != null; rounds++) {
      pressing &= collect(key, changed);
      // a folder that never comes to rest is looked at all the same
      boolean enough = rounds > 1000 || pressing && !changed.isEmpty();
      key = enough ? null : service.poll(quiet.toMillis(), TimeUnit.MILLISECONDS);
      lastChange = System.nanoTime();
    }
    return changed;
  }

  /** False if something went, or may have: it may be about to come back. */
  private static boolean collect(WatchKey key, Set<Path> changed) {
    Path folder = (Path) key.watchable();
    boolean onlyCame = true;
    for (WatchEvent<?> event : key.pollEvents()) {
      onlyCame &= event.kind().equals(ENTRY_CREATE) || event.kind().equals(ENTRY_MODIFY);
      if (event.kind().equals(OVERFLOW) || matters(event, folder)) {
        changed.add(folder);
      }
    }
    if (!key.reset()) {
      changed.add(folder);
      return false;
    }
    return onlyCame;
  }

  /** Ordinary files change often and mean nothing here; folders come and go. */
  private static boolean matters(WatchEvent<?> event, Path folder) {
    Path file = folder.resolve((Path) event.context());
    return LibraryFileName.isEntry(file)
        || event.kind().equals(ENTRY_DELETE)
        || (event.kind().equals(ENTRY_CREATE)
            && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS));
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
