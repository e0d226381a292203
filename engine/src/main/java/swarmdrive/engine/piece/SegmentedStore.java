package swarmdrive.engine.piece;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
  private final StoreRecording recording;
  private final StoreCharges charges;
  private final Claims claims = new Claims();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Consumer<BitSet> whenGone = pieces -> {};
  private final Runnable whenCounted;
  private volatile boolean counted;
  private volatile boolean kept;
  private volatile boolean ended;

  /**
   * @param whenCounted run once what is in the folder counts
   */
  SegmentedStore(
      DiskParts disk, Path folder, InfoHash infoHash, SegmentLayout layout, Runnable whenCounted) {
    this.whenCounted = whenCounted;
    this.disk = disk;
    this.folder = folder;
    this.infoHash = infoHash;
    this.layout = layout;
    this.loader = new StoreLoader(disk, folder, infoHash, layout, this::found);
    this.recording = new StoreRecording(disk, folder, this, lock);
    this.charges = new StoreCharges(disk, this, lock);
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
    long growth = Math.max(0, layout.endOf(piece) - segment.charge());
    boolean room = growth == 0 || disk.budget().take(growth);
    try {
      if (!room || !charges.grow(segment, layout.endOf(piece), growth) || ended) {
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
      disk.budget().written(room ? growth : 0);
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
  public Optional<PieceLease> lease(int piece, PieceUse use) {
    StoreContents known = contents();
    Segment segment = known.segments.get(layout.segmentOf(checkPiece(piece)));
    if (!ended && segment != null && known.onDisk.get(piece) && segment.file().pin()) {
      if (known.onDisk.get(piece) && known.segments.get(segment.number()) == segment) {
        use(segment, use);
        return Optional.of(new SegmentLease(this, segment, piece));
      }
      segment.file().unpin();
    }
    return disk.memory()
        .get(new PieceMemory.Key(this, piece))
        .map(bytes -> new MemoryLease(piece, bytes));
  }

  private void use(Segment segment, PieceUse use) {
    if (use == PieceUse.INDEX) {
      segment.treasure();
    }
    if (use != PieceUse.SHARE) {
      segment.use(disk.clock().millis());
    }
  }

  @Override
  public PieceClaim claim(int piece) {
    return claims.add(checkPiece(piece));
  }

  boolean isClaimed(int piece) {
    return claims.any(piece, piece + 1);
  }

  @Override
  public void whenGone(Consumer<BitSet> listener) {
    whenGone = listener;
  }

  /** The piece is not in memory any more. */
  void gone(int piece) {
    BitSet gone = new BitSet();
    gone.set(piece);
    whenGone.accept(gone);
  }

  /** Whether the torrent's pieces are not evicted. */
  boolean isKept() {
    return kept;
  }

  void keep(boolean keep) {
    kept = keep;
    StoreContents known = loader.known();
    if (!keep && known != null) {
      charges.offer(known);
    }
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

  /** Bytes of the budget that the segments take. */
  long charged() {
    StoreContents known = loader.known();
    return known == null ? 0 : charges.of(known);
  }

  private void found(StoreContents found) {
    counted = true;
    whenCounted.run();
    charges.found(found);
  }

  @Override
  public String problem() {
    return Stream.of(loader.problem(), disk.health().problem(), disk.budget().problem())
        .filter(problem -> !problem.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Whether what is in the folder counts, or is about to. */
  boolean isCounted() {
    return counted;
  }

  boolean isEnded() {
    return ended;
  }

  /** Brings pieces to the disk, then into the record: see {@link StoreRecording}. */
  void record(List<Recorder.Written> batch) throws IOException {
    recording.record(batch);
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
  void lose(Segment segment, IOException why) {
    Optional<BitSet> gone = remove(segment);
    if (gone.isPresent()) {
      LOG.atWarn()
          .addKeyValue("torrent", infoHash)
          .addKeyValue("file", segment.file().path())
          .addKeyValue("reason", DiskHealth.reason(why))
          .log("pieces on disk are lost, they will be fetched again");
      segment.file().retire();
      disk.budget().release(charges.delete(segment));
      whenGone.accept(gone.get());
    }
  }

  /**
   * Gives up a segment that nobody uses or waits for, to save its room.
   *
   * @return bytes of the budget that are free now, or {@link Evictable#REFUSED}
   */
  long evict(Segment segment) {
    if (ended) {
      return 0; // not this store's any more
    }
    int first = layout.firstPiece(segment.number());
    Optional<BitSet> gone;
    lock.lock(); // a put must not take the segment's place before its pieces are taken off
    try {
      if (contents().segments.get(segment.number()) != segment) {
        return 0; // gone already
      }
      if (claims.any(first, layout.endPiece(segment.number()))
          || !segment.file().refusePinsIfIdle()) {
        return Evictable.REFUSED;
      }
      gone = remove(segment);
    } finally {
      lock.unlock();
    }
    segment.file().retire();
    long freed = charges.delete(segment);
    gone.ifPresent(whenGone);
    return freed;
  }

  @Override
  public long clear() {
    long before = charged();
    List<Integer> segments = List.copyOf(contents().segments.keySet());
    disk.recorder().exclusively(() -> segments.forEach(this::evict)); // it has files open
    return before - charged();
  }

  /** Gives up a segment, kept or not; false if somebody uses it, or it is gone already. */
  boolean evict(int number) {
    Segment segment = contents().segments.get(number);
    long freed = segment == null ? Evictable.REFUSED : evict(segment);
    disk.budget().release(Math.max(0, freed));
    return freed != Evictable.REFUSED;
  }

  /** Takes off a segment; the pieces that it held, empty if it was taken off already. */
  private Optional<BitSet> remove(Segment segment) {
    StoreContents known = contents();
    lock.lock();
    try {
      if (!known.removeSegment(segment)) {
        return Optional.empty();
      }
      BitSet gone = new BitSet();
      int end = layout.endPiece(segment.number());
      for (int piece = layout.firstPiece(segment.number()); piece < end; piece++) {
        gone.set(piece, known.onDisk.get(piece));
        known.removePiece(piece);
      }
      return Optional.of(gone);
    } finally {
      lock.unlock();
    }
  }

  /** No more leases and puts; the leases that are out go on. */
  void end() {
    ended = true;
    disk.memory().forget(this);
  }

  /** Ends the store; its files are another one's from now on. */
  void handOver() {
    end();
    StoreContents known = loader.known();
    if (known != null) {
      disk.budget().release(charged() + known.record.length());
    }
  }

  /** Ends the store and deletes its folder. Called while no batch is being recorded. */
  void delete() throws IOException {
    end();
    for (Segment segment : List.copyOf(contents().segments.values())) {
      remove(segment);
      segment.file().retire();
      disk.budget().release(segment.charge());
    }
    disk.budget().release(contents().record.length());
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
