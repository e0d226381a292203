package swarmdrive.engine.piece;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings the pieces of one store to the disk, then into the record: a crash at any moment leaves a
 * record that says too little, never too much. Called by the recorder, one thread at a time.
 */
final class StoreRecording {
  private final DiskParts disk;
  private final Path folder;
  private final SegmentedStore store;
  private final ReentrantLock lock;

  /**
   * @param lock the store's
   */
  StoreRecording(DiskParts disk, Path folder, SegmentedStore store, ReentrantLock lock) {
    this.lock = lock;
    this.disk = disk;
    this.folder = folder;
    this.store = store;
  }

  /**
   * Records pieces that were written.
   *
   * @throws IOException if the record could not be written: the batch is to be tried again
   */
  void record(List<Recorder.Written> batch) throws IOException {
    Map<Segment, List<Integer>> bySegment = new LinkedHashMap<>();
    batch.forEach(
        w -> bySegment.computeIfAbsent(w.segment(), s -> new ArrayList<>()).add(w.piece()));
    List<PieceRecord.Entry> entries = new ArrayList<>();
    boolean newFiles = false;
    for (Map.Entry<Segment, List<Integer>> part : bySegment.entrySet()) {
      Segment segment = part.getKey();
      if (force(segment)) {
        newFiles |= !segment.isEntryForced();
        part.getValue().forEach(p -> entries.add(new PieceRecord.Entry(p, segment.generation())));
      }
    }
    if (entries.isEmpty() || store.isEnded()) {
      return;
    }
    if (newFiles) {
      disk.storage().forceFolder(folder);
    }
    append(entries);
    bySegment.keySet().forEach(Segment::entryForced);
  }

  private void append(List<PieceRecord.Entry> entries) throws IOException {
    PieceRecord record = store.contents().record;
    long before = record.length();
    try {
      record.append(entries, this::recordedEntries);
      recorded(entries);
      if (record.entries() > 2L * store.geometry().pieceCount() + 1024) {
        record.rewrite(recordedEntries()); // evicted and fetched again, many times
      }
    } finally {
      disk.budget().charge(record.length() - before);
    }
  }

  /** True if the segment's bytes are on the disk now; if they cannot be, it is given up. */
  private boolean force(Segment segment) {
    if (!segment.file().pin()) {
      return false;
    }
    try {
      segment.file().force();
      return true;
    } catch (NoSuchFileException deletedBySomebody) {
      store.lose(segment, deletedBySomebody);
      return false;
    } catch (IOException e) {
      // what the system has in memory now may or may not be what is on the disk
      disk.health().failed(e);
      store.lose(segment, e);
      return false;
    } finally {
      segment.file().unpin();
    }
  }

  /** These are in the record now; the pieces of files that are gone do not count. */
  private void recorded(List<PieceRecord.Entry> entries) {
    lock.lock();
    try {
      entries.stream()
          .filter(this::isCurrent)
          .forEach(e -> store.contents().recorded.add(e.piece()));
    } finally {
      lock.unlock();
    }
  }

  /** Under the lock. */
  private boolean isCurrent(PieceRecord.Entry entry) {
    Segment segment = store.contents().segments.get(store.layout().segmentOf(entry.piece()));
    return segment != null
        && segment.generation() == entry.generation()
        && store.contents().onDisk.get(entry.piece());
  }

  /** What the record should say of the pieces that it has. */
  private List<PieceRecord.Entry> recordedEntries() {
    StoreContents known = store.contents();
    List<PieceRecord.Entry> entries = new ArrayList<>();
    lock.lock();
    try {
      known.recorded.toBitSet().stream()
          .forEach(
              piece -> {
                Segment segment = known.segments.get(store.layout().segmentOf(piece));
                if (segment != null) {
                  entries.add(new PieceRecord.Entry(piece, segment.generation()));
                }
              });
    } finally {
      lock.unlock();
    }
    return entries;
  }
}
