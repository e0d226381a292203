package swarmdrive.app.library;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.engine.TorrentEngine;

/**
 * The library folder, watched. One thread of its own looks at what changed, and at everything from
 * time to time; all others only read what it found.
 */
@Singleton
public final class LiveLibrary implements Library, Closeable {
  private static final Logger log = LoggerFactory.getLogger(LiveLibrary.class);

  /** A burst of changes, such as a copy or a rename, is over after this time without one. */
  private static final Duration QUIET = Duration.ofMillis(10);

  /** Longer than a burst; where the system reports nothing, waiting would be in vain. */
  private static final Duration NOTICE = Duration.ofMillis(500);

  private static final Duration STOP = Duration.ofSeconds(5);

  private final LibraryConfig config;
  private final InstantSource clock;
  private final Path root;
  private final FolderScan scan;
  private final Catalogue catalogue;
  private final Changes changes = new Changes();
  private volatile boolean complete;
  private volatile boolean closed;
  private volatile @Nullable Thread thread;
  private volatile @Nullable FolderWatch watch;

  /**
   * Makes the folder if it is missing.
   *
   * @throws IOException if that cannot be
   */
  @Inject
  public LiveLibrary(
      LibraryConfig config, TorrentEngine engine, InstantSource clock, TorrentsSeen torrents)
      throws IOException {
    this.config = config;
    this.clock = clock;
    this.root = Files.createDirectories(config.folder()).toRealPath();
    this.scan = new FolderScan(root);
    this.catalogue = new Catalogue(engine, config, clock, torrents);
  }

  @Override
  public Path root() {
    return root;
  }

  @Override
  public Map<String, LibraryEntry> entries(Path folder) {
    return catalogue.entries(folder);
  }

  @Override
  public List<LibraryEntry> all() {
    return catalogue.all();
  }

  @Override
  public boolean await(BooleanSupplier condition, Duration most) throws InterruptedException {
    return changes.await(condition, most);
  }

  @Override
  public boolean complete() {
    return complete;
  }

  /** Begins to watch; returns at once, torrents come in the background. */
  public void start() throws IOException {
    FolderWatch opened = new FolderWatch(root);
    watch = opened;
    thread = Thread.ofPlatform().name("library").daemon().start(() -> run(opened));
  }

  private void run(FolderWatch watch) {
    try {
      Instant rescan = clock.instant();
      Set<Path> changed = Set.of();
      while (!closed) {
        if (clock.instant().isBefore(rescan)) {
          lookAt(changed);
        } else {
          lookAtEverything();
          rescan = clock.instant().plus(config.rescan());
        }
        changed = nextChanges(watch, rescan);
      }
    } catch (InterruptedException | ClosedWatchServiceException e) {
      log.atDebug().log("library closed");
    }
  }

  @Override
  public void awaitEntry(Path file) {
    if (thread == null || !file.startsWith(root) || !LibraryFileName.isEntry(file)) {
      return;
    }
    try {
      changes.await(() -> isDecided(file), NOTICE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isDecided(Path file) {
    Path folder = file.getParent();
    LibraryEntry entry = folder == null ? null : entries(folder).get(file.getFileName().toString());
    return entry != null && !(entry instanceof LibraryEntry.Arriving);
  }

  /** Waits for the next reason to look. */
  private Set<Path> nextChanges(FolderWatch watch, Instant rescan) throws InterruptedException {
    Set<Path> changed = new HashSet<>(watch.watch(catalogue.folders()));
    if (changed.isEmpty()) {
      changed.addAll(watch.await(pause(rescan), QUIET));
    }
    changed.addAll(catalogue.unsettled());
    return changed;
  }

  /** Until the next rescan, or until a file that was not whole may be. */
  private Duration pause(Instant rescan) {
    Duration left = Duration.between(clock.instant(), rescan);
    Duration most = catalogue.unsettled().isEmpty() ? left : config.settle().dividedBy(4);
    return left.compareTo(most) < 0 ? left : most;
  }

  /** The whole library, whatever was reported. Used by one thread. */
  void lookAtEverything() {
    List<FolderScan.Listing> listings = scan.everythingIn(root);
    Set<Path> gone = new HashSet<>(catalogue.folders());
    listings.forEach(listing -> gone.remove(listing.folder()));
    catalogue.update(listings, gone, true);
    complete = true;
    changes.happened();
  }

  /** Some folders, and new ones in them with all that is below. Used by one thread. */
  void lookAt(Set<Path> changed) {
    List<FolderScan.Listing> listings = new ArrayList<>();
    Set<Path> gone = new HashSet<>();
    for (Path folder : changed) {
      FolderScan.Listing listing = scan.one(folder);
      if (listing == null) {
        gone.add(folder);
      } else {
        listings.add(listing);
        compareFolders(listing, listings, gone);
      }
    }
    if (!changed.isEmpty()) {
      catalogue.update(listings, gone, false);
      changes.happened();
    }
  }

  private void compareFolders(
      FolderScan.Listing listing, List<FolderScan.Listing> listings, Set<Path> gone) {
    for (Path known : catalogue.folders()) {
      if (listing.folder().equals(known.getParent()) && !listing.folders().contains(known)) {
        gone.add(known);
      }
    }
    for (Path folder : listing.folders()) {
      if (!catalogue.folders().contains(folder)) {
        listings.addAll(scan.everythingIn(folder));
      }
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    FolderWatch opened = watch;
    if (opened != null) {
      opened.close();
    }
    Thread running = thread;
    if (running != null) {
      try {
        running.join(STOP);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
