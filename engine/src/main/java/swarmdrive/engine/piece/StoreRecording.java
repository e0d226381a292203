package swarmdrive.engine.piece;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings the pieces of one store to the disk, then into the record: a crash at any moment leaves a
 * record that says too little, never too much. Called by the recorder, one thread at a time.
 */
final class StoreRecording {
  private final DiskParts disk;
  private final Path folder;
  private final SegmentedStore store;

  StoreRecording(DiskParts disk, Path folder, SegmentedStore store) {
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
      record.append(entries, store::recordedEntries);
      store.recorded(entries);
      if (record.entries() > 2L * store.geometry().pieceCount() + 1024) {
        record.rewrite(store.recordedEntries()); // evicted and fetched again, many times
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
}
