package swarmdrive.archive.index;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How much the files of indexes take, in the order of their use: their time of change is set when
 * they are read, so that the order outlives a restart. Safe for any number of threads; no file is
 * touched under the lock.
 */
final class IndexFiles {
  static final String ENDING = ".index";
  static final String TEMPORARY = ".tmp";

  private record Found(Path file, long size, FileTime used) {}

  private final Path folder;
  private final long limit;
  private final InstantSource clock;
  private final String ours = "new-" + UUID.randomUUID() + "-";
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Path, Long> sizes = new LinkedHashMap<>(16, 0.75f, true);
  private long total;
  private boolean counted;

  IndexFiles(Path folder, long limit, InstantSource clock) {
    this.folder = folder;
    this.limit = limit;
    this.clock = clock;
  }

  /** An empty file, to be written and renamed. */
  Path fresh() throws IOException {
    Files.createDirectories(folder);
    countAtFirst();
    return Files.createTempFile(folder, ours, TEMPORARY);
  }

  /** A file was read. */
  void used(Path file) {
    lock.lock();
    try {
      sizes.get(file); // moves it behind all others
    } finally {
      lock.unlock();
    }
    try {
      Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    } catch (IOException e) {
      // only the order after a restart suffers
    }
  }

  /** Counts a file that is about to be there, and removes others to make room. */
  void add(Path file, long size) throws IOException {
    List<Path> surplus = new ArrayList<>();
    lock.lock();
    try {
      Long before = sizes.put(file, size);
      total += size - (before == null ? 0 : before);
      var eldest = sizes.entrySet().iterator();
      while (total > limit && eldest.hasNext()) {
        Map.Entry<Path, Long> entry = eldest.next();
        if (!entry.getKey().equals(file)) {
          total -= entry.getValue();
          surplus.add(entry.getKey());
          eldest.remove();
        }
      }
    } finally {
      lock.unlock();
    }
    for (Path each : surplus) {
      Files.deleteIfExists(each);
    }
  }

  void remove(Path file) {
    lock.lock();
    try {
      Long size = sizes.remove(file);
      total -= size == null ? 0 : size;
    } finally {
      lock.unlock();
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // the next save replaces it
    }
  }

  private void countAtFirst() throws IOException {
    lock.lock();
    try {
      if (counted) {
        return;
      }
      counted = true;
    } finally {
      lock.unlock();
    }
    List<Found> found = found();
    lock.lock();
    try {
      for (Found each : found) {
        if (sizes.putIfAbsent(each.file, each.size) == null) {
          total += each.size;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** What an earlier run left, least recently used first; what it left half written is removed. */
  private List<Found> found() throws IOException {
    List<Found> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.endsWith(ENDING)) {
          found.add(new Found(file, Files.size(file), Files.getLastModifiedTime(file)));
        } else if (name.endsWith(TEMPORARY) && !name.startsWith(ours)) {
          Files.deleteIfExists(file);
        }
      }
    }
    found.sort(Comparator.comparing(Found::used));
    return found;
  }
}
