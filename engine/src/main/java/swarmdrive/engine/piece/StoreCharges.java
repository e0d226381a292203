package swarmdrive.engine.piece;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the files of one store take of the disk's budget. Each segment is charged with the length
 * that its file has, or is about to have. Safe for any number of threads.
 */
final class StoreCharges {
  private static final Logger LOG = LoggerFactory.getLogger(StoreCharges.class);

  private final DiskParts disk;
  private final SegmentedStore store;
  private final ReentrantLock lock;

  /**
   * @param lock the store's
   */
  StoreCharges(DiskParts disk, SegmentedStore store, ReentrantLock lock) {
    this.disk = disk;
    this.store = store;
    this.lock = lock;
  }

  /** What was found in the folder counts, and may be evicted. */
  void found(StoreContents contents) {
    disk.budget().charge(contents.charged() + contents.record.length());
    offer(contents);
    for (Leftover leftover : contents.leftovers) {
      disk.budget().charge(leftover.charge());
      disk.budget().offer(leftover);
    }
  }

  /** All segments may be evicted, if they are not kept. */
  void offer(StoreContents contents) {
    contents.segments.values().forEach(s -> disk.budget().offer(new StoredSegment(store, s)));
  }

  /** Bytes that the segments take. */
  long of(StoreContents contents) {
    lock.lock();
    try {
      return contents.charged();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Charges a segment for what was taken; another thread may have let it grow meanwhile.
   *
   * @param end length that the file will have
   * @param taken bytes taken of the budget for that, at least what is missing
   * @return false if the segment was given up meanwhile: then nothing is charged
   */
  boolean grow(Segment segment, long end, long taken) {
    StoreContents contents = store.contents();
    long unneeded = taken;
    boolean there;
    lock.lock();
    try {
      there = contents.segments.get(segment.number()) == segment;
      if (there) {
        long before = segment.charge();
        contents.charge(segment, Math.max(before, end));
        unneeded -= segment.charge() - before;
      }
    } finally {
      lock.unlock();
    }
    disk.budget().release(unneeded);
    if (there && taken > 0) {
      disk.budget().offer(new StoredSegment(store, segment));
    }
    return there;
  }

  /** Deletes a segment's file; bytes of the budget that are free now: none while it stays. */
  long delete(Segment segment) {
    Path file = segment.file().path();
    try {
      disk.storage().delete(file);
      return segment.charge();
    } catch (IOException e) {
      LOG.atDebug()
          .addKeyValue("file", file)
          .addKeyValue("reason", DiskHealth.reason(e))
          .log("cannot delete, it goes on counting");
      long now = disk.clock().millis();
      disk.budget().offer(new Leftover(disk.storage(), file, segment.charge(), now));
      return 0;
    }
  }
}
