package swarmdrive.engine.piece;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import swarmdrive.engine.InfoHash;

/**
 * What lies in a torrent's folder, found from names, lengths and the record; no piece is read. A
 * piece is held if the record has it for the generation of the file that is there, and the file is
 * long enough.
 */
final class StoreContents {
  final PieceSet onDisk;

  /** Those on disk of which the record says so. */
  final PieceSet recorded;

  /** Those that a crash may have left on disk and nobody read yet. */
  final PieceSet unrecorded;

  /** As {@link #unrecorded}, but read or not. */
  final PieceSet perhapsOnDisk;

  final Map<Integer, Segment> segments = new ConcurrentHashMap<>();

  /** Files of no use that could not be deleted. */
  final List<Leftover> leftovers = new ArrayList<>();

  final PieceRecord record;
  private final SegmentLayout layout;
  private long lastGeneration;
  private long bytes;
  private long charged;

  /** An empty folder's. */
  StoreContents(Storage storage, Path folder, InfoHash infoHash, SegmentLayout layout) {
    int pieces = layout.geometry().pieceCount();
    this.layout = layout;
    this.onDisk = new PieceSet(pieces);
    this.recorded = new PieceSet(pieces);
    this.unrecorded = new PieceSet(pieces);
    this.perhapsOnDisk = new PieceSet(pieces);
    this.record = new PieceRecord(storage, folder, infoHash, layout);
  }

  static StoreContents load(
      Storage storage, OpenFiles openFiles, Path folder, InfoHash infoHash, SegmentLayout layout)
      throws IOException {
    StoreContents contents = new StoreContents(storage, folder, infoHash, layout);
    Map<Integer, Long> lengths = contents.findSegments(storage, openFiles, folder);
    contents.record.load((piece, generation) -> contents.take(piece, generation, lengths));
    contents.findUnrecorded(lengths);
    return contents;
  }

  /** The newest file of each segment; others are what an eviction left. */
  private Map<Integer, Long> findSegments(Storage storage, OpenFiles openFiles, Path folder)
      throws IOException {
    Map<Integer, Long> lengths = new ConcurrentHashMap<>();
    for (Storage.Found file : storage.files(folder)) {
      SegmentLayout.Name name = SegmentLayout.Name.parse(file.name()).orElse(null);
      if (name == null || name.segment() >= layout.segmentCount()) {
        continue;
      }
      lastGeneration = Math.max(lastGeneration, name.generation());
      Segment found = Segment.found(name, folder, storage, openFiles);
      Segment other = segments.get(name.segment());
      if (other == null || other.generation() < name.generation()) {
        charge(found, file.length());
        segments.put(name.segment(), found);
        lengths.put(name.segment(), file.length());
      }
      if (other != null) {
        Segment older = segments.get(name.segment()) == found ? other : found;
        deleteOlder(storage, older);
      }
    }
    return lengths;
  }

  private void deleteOlder(Storage storage, Segment older) {
    Path file = older.file().path();
    try {
      storage.delete(file);
    } catch (IOException later) {
      leftovers.add(new Leftover(storage, file, older.charge(), older.generation()));
    }
    charge(older, 0);
  }

  private void take(int piece, long generation, Map<Integer, Long> lengths) {
    lastGeneration = Math.max(lastGeneration, generation);
    if (piece < 0 || piece >= layout.geometry().pieceCount()) {
      return;
    }
    Segment segment = segments.get(layout.segmentOf(piece));
    if (segment != null
        && segment.generation() == generation
        && lengths.getOrDefault(segment.number(), 0L) >= layout.endOf(piece)
        && onDisk.add(piece)) {
      recorded.add(piece);
      bytes += layout.geometry().lengthOf(piece);
    }
  }

  private void findUnrecorded(Map<Integer, Long> lengths) {
    lengths.forEach(
        (segment, length) -> {
          for (int piece = layout.firstPiece(segment); piece < layout.endPiece(segment); piece++) {
            if (length >= layout.endOf(piece) && !onDisk.get(piece)) {
              unrecorded.add(piece);
              perhapsOnDisk.add(piece);
            }
          }
        });
  }

  /** Bytes of the pieces on disk; changed under the store's lock. */
  long bytes() {
    return bytes;
  }

  /** Bytes of the disk's budget; changed under the store's lock. */
  long charged() {
    return charged;
  }

  /** Under the store's lock. */
  void charge(Segment segment, long length) {
    charged += length - segment.charge();
    segment.charge(length);
  }

  /** Under the store's lock; false if it is not there any more. Its charge stays its own. */
  boolean removeSegment(Segment segment) {
    boolean removed = segments.remove(segment.number(), segment);
    charged -= removed ? segment.charge() : 0;
    return removed;
  }

  /** Under the store's lock; false if it was on disk already. */
  boolean addPiece(int piece) {
    unrecorded.remove(piece);
    perhapsOnDisk.remove(piece);
    boolean added = onDisk.add(piece);
    bytes += added ? layout.geometry().lengthOf(piece) : 0;
    return added;
  }

  /** Under the store's lock. */
  void removePiece(int piece) {
    recorded.remove(piece);
    unrecorded.remove(piece);
    perhapsOnDisk.remove(piece);
    bytes -= onDisk.remove(piece) ? layout.geometry().lengthOf(piece) : 0;
  }

  /** Under the store's lock; never the same twice, not even after a crash: time counts too. */
  long nextGeneration(long millis) {
    lastGeneration = Math.max(lastGeneration + 1, millis);
    return lastGeneration;
  }
}
