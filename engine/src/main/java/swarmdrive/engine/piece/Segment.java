package swarmdrive.engine.piece;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * One file of the store. A generation is never used again, so what the record says of this file can
 * not be mistaken for another one that later holds the same pieces.
 */
final class Segment {
  private final int number;
  private final long generation;
  private final Storage storage;
  private final SharedFile file;
  private volatile boolean exists;
  private volatile boolean entryForced;
  private volatile long lastUse; // milliseconds of the clock
  private volatile long charge; // changed under the store's lock
  private volatile boolean precious;

  private Segment(
      SegmentLayout.Name name, Path folder, Storage storage, OpenFiles openFiles, boolean exists) {
    this.number = name.segment();
    this.generation = name.generation();
    this.storage = storage;
    this.exists = exists;
    Path path = folder.resolve(name.toString());
    this.file = new SharedFile(path, openFiles, () -> open(path));
  }

  static Segment found(SegmentLayout.Name name, Path folder, Storage storage, OpenFiles openFiles) {
    Segment found = new Segment(name, folder, storage, openFiles, true);
    found.use(name.generation()); // about when it was made
    return found;
  }

  /** A file that is made when it is first written to. */
  static Segment fresh(SegmentLayout.Name name, Path folder, Storage storage, OpenFiles openFiles) {
    return new Segment(name, folder, storage, openFiles, false);
  }

  /** Called by {@link SharedFile}, one thread at a time. */
  private FileChannel open(Path path) throws IOException {
    if (exists) {
      return storage.open(path);
    }
    FileChannel created = storage.create(path);
    exists = true;
    return created;
  }

  int number() {
    return number;
  }

  long generation() {
    return generation;
  }

  SharedFile file() {
    return file;
  }

  /**
   * True once the folder's entry of this file is known to be on the disk; of a file that was found
   * it is not: the process that made it may have been killed before.
   */
  boolean isEntryForced() {
    return entryForced;
  }

  void entryForced() {
    entryForced = true;
  }

  void use(long millis) {
    lastUse = millis;
  }

  long lastUse() {
    return lastUse;
  }

  /** Bytes that it takes of the disk's budget: not less than the file's length, now or soon. */
  long charge() {
    return charge;
  }

  /** Under the store's lock. */
  void charge(long bytes) {
    charge = bytes;
  }

  boolean isPrecious() {
    return precious;
  }

  /** It holds what programs come back to. */
  void treasure() {
    precious = true;
  }
}
