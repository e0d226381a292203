package swarmdrive.app.testing;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import swarmdrive.app.library.Library;
import swarmdrive.app.library.LibraryEntry;
import swarmdrive.engine.Torrent;

/** A library whose entries a test puts in; the files are made, too. */
public final class FakeLibrary implements Library {
  private final Path root;
  private final Map<Path, ImmutableMap<String, LibraryEntry>> folders = new ConcurrentHashMap<>();

  public FakeLibrary(Path root) throws IOException {
    this.root = Files.createDirectories(root).toRealPath();
  }

  /** A torrent under a path such as {@code route/NAME.torrent}. */
  public void put(String path, Torrent torrent) throws IOException {
    Path file = file(path);
    add(new LibraryEntry.Loaded(file, torrent, Files.getLastModifiedTime(file).toInstant()));
  }

  /** A file that is damaged. */
  public void putDamaged(String path, String problem) throws IOException {
    Path file = file(path);
    add(new LibraryEntry.Damaged(file, problem, Files.getLastModifiedTime(file).toInstant()));
  }

  /** A file that is not whole. */
  public void putArriving(String path) throws IOException {
    add(new LibraryEntry.Arriving(file(path)));
  }

  private Path file(String path) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "described");
  }

  private void add(LibraryEntry entry) {
    Path folder = java.util.Objects.requireNonNull(entry.file().getParent());
    Map<String, LibraryEntry> entries = new TreeMap<>(entries(folder));
    entries.put(entry.file().getFileName().toString(), entry);
    folders.put(folder, ImmutableMap.copyOf(entries));
  }

  /** Forgets a file's entry; the file stays. */
  public void forget(String path) {
    Path file = root.resolve(path);
    Path folder = java.util.Objects.requireNonNull(file.getParent());
    Map<String, LibraryEntry> entries = new TreeMap<>(entries(folder));
    entries.remove(file.getFileName().toString());
    folders.put(folder, ImmutableMap.copyOf(entries));
  }

  @Override
  public Path root() {
    return root;
  }

  @Override
  public Map<String, LibraryEntry> entries(Path folder) {
    return folders.getOrDefault(folder, ImmutableMap.of());
  }

  /** What was waited for. */
  public final List<Path> awaited = new java.util.concurrent.CopyOnWriteArrayList<>();

  @Override
  public void awaitEntry(Path file) {
    awaited.add(file);
  }

  @Override
  public boolean await(BooleanSupplier condition, Duration most) {
    return condition.getAsBoolean();
  }

  @Override
  public boolean complete() {
    return true;
  }

  @Override
  public List<LibraryEntry> all() {
    return new TreeMap<>(folders)
        .values().stream().flatMap(entries -> entries.values().stream()).toList();
  }
}
