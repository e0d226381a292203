package swarmdrive.engine.piece;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.engine.InfoHash;

/**
 * The pieces of one torrent on disk. The folder is looked at when the store is first used. Reading
 * takes no lock here; the lock orders changes of what is where, and no I/O happens under it.
 */
final class SegmentedStore implements PieceStore {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentedStore.class);

  private final DiskParts disk;
  private final Path folder;
  private final InfoHash infoHash;
  private final SegmentLayout layout;
  private final PieceSet inMemory; // kept by PieceMemory, under its lock
  private final StoreLoader loader;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean ended;

  SegmentedStore(DiskParts disk, Path folder, InfoHash infoHash, SegmentLayout layout) {
    this.disk = disk;
    this.folder = folder;
    this.infoHash = infoHash;
    this.layout = layout;
    this.loader = new StoreLoader(disk, folder, infoHash, layout);
    this.inMemory = new PieceSet(layout.geometry().pieceCount());
  }

  PieceSet inMemory() {
    return inMemory;
  }

  @Override
  public PieceGeometry geometry() {
    return layout.geometry();
  }

  /** What is in the folder; the first call looks. */
  StoreContents contents() {
    return loader.contents();
  }

  @Override
  public boolean holds(int piece) {
    checkPiece(piece);
    return contents().onDisk.get(piece) || inMemory.get(piece);
  }

  @Override
  public BitSet held() {
    BitSet held = contents().onDisk.toBitSet();
    held.or(inMemory.toBitSet());
    return held;
  }

  @Override
  public BitSet unrecorded() {
    BitSet unrecorded = contents().unrecorded.toBitSet();
    unrecorded.andNot(held());
    return unrecorded;
  }

  @Override
  public Optional<ByteBuffer> readUnrecorded(int piece) throws IOException {
    checkPiece(piece);
    StoreContents known = contents();
    Segment segment = known.segments.get(layout.segmentOf(piece));
    if (!known.unrecorded.remove(piece) || segment == null || !segment.file().pin()) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(segment, piece));
    } catch (EOFException | NoSuchFileException notAllThere) {
      return Optional.empty();
    } finally {
      segment.file().unpin();
    }
  }

  private ByteBuffer read(Segment segment, int piece) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(geometry().lengthOf(piece));
    segment.file().read(layout.positionOf(piece), bytes);
    return bytes.flip();
  }

  @Override
  public void put(int piece, ByteBuffer bytes) {
    if (bytes.remaining() != geometry().lengthOf(checkPiece(piece))) {
      throw new IllegalArgumentException(
          "piece "
              + piece
              + " has "
              + geometry().lengthOf(piece)
              + " bytes, not "
              + bytes.remaining());
    }
    if (ended || holds(piece)) {
      return;
    }
    boolean written = disk.health().mayTry() && write(piece, bytes);
    if (!written && !ended) {
      disk.memory().put(new PieceMemory.Key(this, piece), bytes);
      disk.recorder().schedule();
    }
  }

  /** Writes a piece that lies in memory to the disk; false if the disk does not take it. */
  boolean moveToDisk(PieceMemory.Key key) {
    Optional<ByteBuffer> bytes = disk.memory().get(key);
    boolean written = ended || bytes.isEmpty() || write(key.piece(), bytes.get());
    if (written) {
      disk.memory().remove(key);
    }
    return written;
  }

  private boolean write(int piece, ByteBuffer bytes) {
    if (!loader.isReady()) {
      return false;
    }
    Segment segment = pinForWriting(layout.segmentOf(piece));
    try {
      if (ended) {
        return false;
      }
      writeUnlessThere(segment, piece, bytes.duplicate());
      disk.health().worked();
      return keep(segment, piece);
    } catch (NoSuchFileException deletedBySomebody) {
      lose(segment, deletedBySomebody);
      return false;
    } catch (IOException e) {
      disk.health().failed(e);
      return false;
    } finally {
      segment.file().unpin();
    }
  }

  private Segment pinForWriting(int number) {
    StoreContents known = contents();
    lock.lock();
    try {
      Segment segment = known.segments.get(number);
      if (segment == null || !segment.file().pin()) {
        long millis = disk.clock().millis();
        segment =
            Segment.fresh(
                new SegmentLayout.Name(number, known.nextGeneration(millis)),
                folder,
                disk.storage(),
                disk.openFiles());
        segment.use(millis);
        segment.file().pin();
        known.segments.put(number, segment);
      }
      return segment;
    } finally {
      lock.unlock();
    }
  }

  /** After a crash the right bytes may be there already. */
  private void writeUnlessThere(Segment segment, int piece, ByteBuffer bytes) throws IOException {
    if (!contents().perhapsOnDisk.get(piece) || !isThere(segment, piece, bytes)) {
      segment.file().write(layout.positionOf(piece), bytes);
    }
  }

  private boolean isThere(Segment segment, int piece, ByteBuffer bytes) throws IOException {
    try {
      return read(segment, piece).equals(bytes);
    } catch (EOFException e) {
      return false;
    }
  }

  /** From now on the piece can be leased; false if its file was lost while it was written. */
  private boolean keep(Segment segment, int piece) {
    StoreContents known = contents();
    lock.lock();
    try {
      if (known.segments.get(segment.number()) != segment) {
        return false;
      }
      if (known.addPiece(piece)) {
        disk.recorder().add(new Recorder.Written(this, segment, piece));
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<PieceLease> lease(int piece) {
    StoreContents known = contents();
    Segment segment = known.segments.get(layout.segmentOf(checkPiece(piece)));
    if (!ended && segment != null && known.onDisk.get(piece) && segment.file().pin()) {
      if (known.onDisk.get(piece) && known.segments.get(segment.number()) == segment) {
        segment.use(disk.clock().millis());
        return Optional.of(new SegmentLease(this, segment, piece));
      }
      segment.file().unpin();
    }
    return disk.memory()
        .get(new PieceMemory.Key(this, piece))
        .map(bytes -> new MemoryLease(piece, bytes));
  }

  SegmentLayout layout() {
    return layout;
  }

  @Override
  public long bytesStored() {
    contents();
    return bytesKnown();
  }

  /** Zero as long as nobody looked into the folder. */
  long bytesKnown() {
    StoreContents known = loader.known();
    if (known == null) {
      return 0;
    }
    lock.lock();
    try {
      return known.bytes();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String problem() {
    return loader.problem().isEmpty() ? disk.health().problem() : loader.problem();
  }

  /**
   * Brings pieces to the disk, then into the record. Called by the recorder, one thread at a time.
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
      if (force(segment, part.getValue())) {
        newFiles |= !segment.isEntryForced();
        part.getValue().forEach(p -> entries.add(new PieceRecord.Entry(p, segment.generation())));
      }
    }
    if (entries.isEmpty() || ended) {
      return;
    }
    if (newFiles) {
      disk.storage().forceFolder(folder);
    }
    append(entries);
    bySegment.keySet().forEach(Segment::entryForced);
  }

  private void append(List<PieceRecord.Entry> entries) throws IOException {
    StoreContents known = contents();
    known.record.append(entries, this::recordedEntries);
    lock.lock();
    try {
      entries.stream().filter(this::isCurrent).forEach(e -> known.recorded.add(e.piece()));
    } finally {
      lock.unlock();
    }
    if (known.record.entries() > 2L * geometry().pieceCount() + 1024) {
      known.record.rewrite(recordedEntries()); // evicted and fetched again, many times
    }
  }

  /** Under the lock. */
  private boolean isCurrent(PieceRecord.Entry entry) {
    Segment segment = contents().segments.get(layout.segmentOf(entry.piece()));
    return segment != null
        && segment.generation() == entry.generation()
        && contents().onDisk.get(entry.piece());
  }

  private List<PieceRecord.Entry> recordedEntries() {
    StoreContents known = contents();
    List<PieceRecord.Entry> entries = new ArrayList<>();
    lock.lock();
    try {
      known.recorded.toBitSet().stream()
          .forEach(
              piece -> {
                Segment segment = known.segments.get(layout.segmentOf(piece));
                if (segment != null) {
                  entries.add(new PieceRecord.Entry(piece, segment.generation()));
                }
              });
    } finally {
      lock.unlock();
    }
    return entries;
  }

  /** True if the segment's bytes are on the disk now; if they cannot be, it is given up. */
  private boolean force(Segment segment, List<Integer> pieces) {
    if (!segment.file().pin()) {
      return false;
    }
    try {
      segment.file().force();
      return true;
    } catch (NoSuchFileException deletedBySomebody) {
      lose(segment, deletedBySomebody);
      return false;
    } catch (IOException e) {
      // what the system has in memory now may or may not be what is on the disk
      disk.health().failed(e);
      lose(segment, e);
      return false;
    } finally {
      segment.file().unpin();
    }
  }

  /** A read failed: the file is given up if that says that its bytes are gone. */
  void readFailed(Segment segment, IOException failure) {
    boolean couldNotOpen =
        failure instanceof FileSystemException && !(failure instanceof NoSuchFileException);
    if (!couldNotOpen && !ended) {
      lose(segment, failure);
    }
  }

  /**
   * Gives up a segment. All of its pieces go: writing one of them again into the same file would
   * make the record's word about it untrue for a while.
   */
  private void lose(Segment segment, IOException why) {
    if (remove(segment)) {
      LOG.atWarn()
          .addKeyValue("torrent", infoHash)
          .addKeyValue("file", segment.file().path())
          .addKeyValue("reason", DiskHealth.reason(why))
          .log("pieces on disk are lost, they will be fetched again");
      segment.file().retire();
      deleteFile(segment);
    }
  }

  /** Gives up a segment that nobody uses, to save its room; false if somebody does. */
  boolean evict(int number) {
    StoreContents known = contents();
    Segment segment = known.segments.get(number);
    lock.lock(); // a put must not take the segment's place before its pieces are taken off
    try {
      if (segment == null || !segment.file().refusePinsIfIdle()) {
        return false;
      }
      remove(segment);
    } finally {
      lock.unlock();
    }
    segment.file().retire();
    deleteFile(segment);
    return true;
  }

  private boolean remove(Segment segment) {
    StoreContents known = contents();
    lock.lock();
    try {
      boolean removed = known.segments.remove(segment.number(), segment);
      if (removed) {
        int end = layout.endPiece(segment.number());
        for (int piece = layout.firstPiece(segment.number()); piece < end; piece++) {
          known.removePiece(piece);
        }
      }
      return removed;
    } finally {
      lock.unlock();
    }
  }

  private void deleteFile(Segment segment) {
    try {
      disk.storage().delete(segment.file().path());
    } catch (IOException e) {
      LOG.atDebug().addKeyValue("file", segment.file().path()).setCause(e).log("cannot delete");
    }
  }

  /** No more leases and puts; the leases that are out go on. */
  void end() {
    ended = true;
    disk.memory().forget(this);
  }

  /** Ends the store and deletes its folder. Called while no batch is being recorded. */
  void delete() throws IOException {
    end();
    for (Segment segment : List.copyOf(contents().segments.values())) {
      remove(segment);
      segment.file().retire();
    }
    // the record first: what is left by a crash in between is hashed before it is trusted
    disk.storage().delete(folder.resolve(PieceRecord.NAME));
    for (Storage.Found file : disk.storage().files(folder)) {
      disk.storage().delete(folder.resolve(file.name()));
    }
    disk.storage().delete(folder);
  }

  /** Records what was put; the store can be used further. */
  @Override
  public void close() {
    disk.recorder().flush();
  }

  private int checkPiece(int piece) {
    return Objects.checkIndex(piece, geometry().pieceCount());
  }
}
