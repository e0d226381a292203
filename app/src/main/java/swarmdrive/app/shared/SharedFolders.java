package swarmdrive.app.shared;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import swarmdrive.app.library.Library;
import swarmdrive.engine.TorrentEngine;

/** All shared folders, looked at in turn by one thread of their own. */
@Singleton
public final class SharedFolders implements Closeable {
  private static final long STOP_SECONDS = 3;

  private final SharedConfig config;
  private final Path root;
  private final List<SharedFolder> folders = new ArrayList<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("shared").factory());

  /**
   * Looks at nothing yet.
   *
   * @throws IOException if the route is no folder of the library
   */
  @Inject
  public SharedFolders(
      SharedConfig config, TorrentEngine engine, Library library, InstantSource clock)
      throws IOException {
    this.config = config;
    this.root = library.root();
    Set<String> names = new HashSet<>();
    for (Path folder : config.folders()) {
      Path file = root.resolve(config.route()).resolve(name(folder, names) + ".torrent");
      if (!file.normalize().startsWith(root)) {
        throw new IOException("shared.route leads out of the library: " + config.route());
      }
      folders.add(new SharedFolder(folder, file, engine, config.trackers(), clock));
    }
  }

  /** Folders of the same name get numbers. */
  private static String name(Path folder, Set<String> taken) {
    String plain = String.valueOf(folder.getFileName());
    String name = plain;
    for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
      name = plain + " (" + i + ")";
    }
    return name;
  }

  /**
   * Begins. Library files of the run before go first, or the library would fetch from the swarm
   * what is to be seeded; they come back as soon as the folders have been hashed.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // each look catches what is wrong with it
  public void start() throws IOException {
    for (String line :
        Files.exists(config.record()) ? Files.readAllLines(config.record()) : List.<String>of()) {
      remove(line);
    }
    List<String> ours =
        folders.stream()
            .filter(SharedFolder::claim)
            .map(folder -> root.relativize(folder.file()).toString())
            .toList();
    if (!ours.isEmpty() || Files.exists(config.record())) {
      Files.write(config.record(), ours);
    }
    if (!folders.isEmpty()) {
      thread.scheduleWithFixedDelay(
          this::look, 0, config.rescan().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void remove(String line) throws IOException {
    try {
      Path file = root.resolve(line).normalize();
      if (file.startsWith(root) && line.endsWith(".torrent")) {
        Files.deleteIfExists(file);
      }
    } catch (InvalidPathException e) {
      // not a line of ours
    }
  }

  /** Each folder once. Used by one thread. */
  void look() {
    folders.forEach(SharedFolder::look);
  }

  public List<Share> shares() {
    return folders.stream().map(SharedFolder::share).toList();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
