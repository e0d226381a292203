package swarmdrive.engine.piece;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import swarmdrive.engine.InfoHash;

/**
 * Which torrents are kept: an empty file for each, named by its info hash. They are known before
 * any torrent is, so that a restart evicts nothing of them. Safe for any number of threads.
 */
final class KeepMarks {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}");

  private final Storage storage;
  private final Path folder;
  private final Set<InfoHash> kept = ConcurrentHashMap.newKeySet();

  private KeepMarks(Storage storage, Path folder) {
    this.storage = storage;
    this.folder = folder;
  }

  /** Those in the folder {@code keep} of the store. */
  static KeepMarks load(Storage storage, Path store) throws IOException {
    KeepMarks marks = new KeepMarks(storage, store.resolve("keep"));
    for (Storage.Found file : storage.files(marks.folder)) {
      if (HASH.matcher(file.name()).matches()) {
        marks.kept.add(InfoHash.fromHex(file.name()));
      }
    }
    return marks;
  }

  boolean has(InfoHash infoHash) {
    return kept.contains(infoHash);
  }

  /** Counts from the call on, and over restarts if the disk takes it. */
  void set(InfoHash infoHash, boolean keep) throws IOException {
    if (keep ? !kept.add(infoHash) : !kept.remove(infoHash)) {
      return;
    }
    Path mark = folder.resolve(infoHash.toHex());
    if (keep) {
      try (FileChannel made = storage.create(mark)) {
        made.force(true);
      }
    } else {
      storage.delete(mark);
    }
    storage.forceFolder(folder);
  }
}
