package swarmdrive.archive.spool;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData.DecodedSource;
import swarmdrive.archive.StorageConfig;

/**
 * Decoded streams on disk, each decoded once for all of its readers, bounded together. Safe for any
 * number of threads; no file is touched under the lock.
 */
@Singleton
public final class Spool {
  /** How long a decoder rests before it ends; it may hold a dictionary of many MiB. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Decoders at a time, resting ones included. */
  static final int MOST_DECODING = 8;

  /** Files at a time, each of them open. */
  static final int MOST_FILES = 512;

  private static final String ENDING = ".spool";

  /** A file, what it was counted with, and who reads it. */
  private static final class Entry {
    final SpoolFile file;
    long bytes;
    int readers;

    Entry(SpoolFile file) {
      this.file = file;
    }
  }

  private final Path folder;
  private final long limit;
  private final int ratio;
  private final Semaphore decoders = new Semaphore(MOST_DECODING);
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final ReentrantLock preparing = new ReentrantLock();
  private volatile boolean prepared;
  private long bytes;
  private long number;

  @Inject
  Spool(StorageConfig config) {
    folder = config.spoolFolder();
    limit = config.spoolLimit();
    ratio = config.spoolRatio();
  }

  /**
   * Opens a stream; nothing is decoded before the first read.
   *
   * @param archive as long-lived as the returned source, whose {@code size()} is {@link
   *     SpooledStream#UNKNOWN} as long as it is
   * @throws swarmdrive.archive.ArchiveException if it can never fit
   */
  public DecodedSource open(SpooledStream stream, ByteSource archive) throws IOException {
    stream.requirePossible(limit, ratio);
    prepare();
    List<Entry> surplus = new ArrayList<>();
    Entry entry;
    lock.lock();
    try {
      entry = entries.get(stream.key());
      if (entry == null) {
        Path path = folder.resolve(++number + ENDING);
        entry = new Entry(new SpoolFile(stream, path, this));
        entries.put(stream.key(), entry);
      }
      entry.readers++;
      makeRoom(surplus);
    } finally {
      lock.unlock();
    }
    remove(surplus);
    return new SpoolReader(entry.file, archive);
  }

  /** Removes what an earlier run left. */
  private void prepare() throws IOException {
    if (prepared) {
      return;
    }
    preparing.lock();
    try {
      if (!prepared) {
        clean();
        prepared = true;
      }
    } finally {
      preparing.unlock();
    }
  }

  private void clean() throws IOException {
    Files.createDirectories(folder);
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*" + ENDING)) {
      for (Path file : left) {
        Files.delete(file);
      }
    }
  }

  /** Bytes on disk. */
  public long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  /** Largest number of bytes on disk. */
  public long limit() {
    return limit;
  }

  int ratio() {
    return ratio;
  }

  /** Counts bytes that are about to be written, and removes what nobody reads to make room. */
  void reserve(SpoolFile file, int length) throws SpoolFullException {
    List<Entry> surplus = new ArrayList<>();
    boolean fits;
    lock.lock();
    try {
      Entry own = entries.get(file.key());
      if (own == null || own.file != file) {
        return; // removed meanwhile: its decoder ends at its next step
      }
      own.bytes += length;
      bytes += length;
      makeRoom(surplus);
      fits = bytes <= limit;
      if (!fits) {
        own.bytes -= length;
        bytes -= length;
      }
    } finally {
      lock.unlock();
    }
    remove(surplus);
    if (!fits) {
      throw new SpoolFullException(limit);
    }
  }

  private void makeRoom(List<Entry> surplus) {
    Iterator<Entry> eldest = entries.values().iterator();
    while ((bytes > limit || entries.size() > MOST_FILES) && eldest.hasNext()) {
      Entry entry = eldest.next();
      if (entry.readers == 0) {
        bytes -= entry.bytes;
        surplus.add(entry);
        eldest.remove();
      }
    }
  }

  private static void remove(List<Entry> surplus) {
    surplus.forEach(entry -> entry.file.remove());
  }

  /** One reader less. What is read is never removed, so the entry is there. */
  void release(SpoolFile file) {
    lock.lock();
    try {
      Entry entry = entries.get(file.key());
      if (entry != null) {
        entry.readers--;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * True if one more decoder may run: it gives its leave back through {@link #decoded}. If too many
   * do, one that nobody reads is stopped, and the caller asks again later.
   */
  boolean mayDecode() {
    if (decoders.tryAcquire()) {
      return true;
    }
    idle().forEach(SpoolFile::stop);
    return false;
  }

  private List<SpoolFile> idle() {
    lock.lock();
    try {
      return entries.values().stream()
          .filter(entry -> entry.readers == 0)
          .map(entry -> entry.file)
          .toList();
    } finally {
      lock.unlock();
    }
  }

  void decoded() {
    decoders.release();
  }
}
