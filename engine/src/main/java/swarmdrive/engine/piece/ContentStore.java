package swarmdrive.engine.piece;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import swarmdrive.engine.metainfo.ContentHasher;
import swarmdrive.engine.metainfo.Metainfo;

/**
 * Complete local content under its own names, for seeding. All of it is hashed once; a file that
 * changes afterwards makes reads fail instead of giving other bytes. Writes nothing.
 */
public final class ContentStore implements PieceStore {
  private static final int MOST_OPEN_FILES = 64;

  private final PieceGeometry geometry;
  private final OpenFiles openFiles;
  private final ContentFile[] files; // those with bytes, padding left out, by offset
  private volatile String problem = "";

  private ContentStore(PieceGeometry geometry, OpenFiles openFiles, List<ContentFile> files) {
    this.geometry = geometry;
    this.openFiles = openFiles;
    this.files = files.toArray(new ContentFile[0]);
  }

  /**
   * Hashes the content on several threads and opens it; blocks until done.
   *
   * @param content the file of a single-file torrent, or the folder that holds the torrent's files
   * @param progress told the bytes hashed so far, growing, by one thread at a time
   * @throws IOException with one line for the user if files are missing or are not the torrent's
   */
  public static ContentStore open(Metainfo metainfo, Path content, LongConsumer progress)
      throws IOException {
    OpenFiles openFiles = new OpenFiles(MOST_OPEN_FILES);
    ContentPaths paths = new ContentPaths(content);
    List<ContentFile> files = new ArrayList<>();
    List<ContentHasher.Part> parts = new ArrayList<>();
    for (Metainfo.FileEntry entry : metainfo.files()) {
      Optional<Path> path = Optional.empty();
      if (!entry.padding()) {
        path = Optional.of(paths.resolve(metainfo, entry));
        ContentFile file = ContentFile.of(path.get(), entry.offset(), entry.length(), openFiles);
        if (entry.length() > 0) {
          files.add(file);
        }
      }
      parts.add(new ContentHasher.Part(path, entry.length()));
    }
    PieceGeometry geometry = new PieceGeometry(metainfo.totalLength(), metainfo.pieceLength());
    ContentStore store = new ContentStore(geometry, openFiles, files);
    store.verify(metainfo, new ContentHasher(parts, metainfo.pieceLength()).hash(progress));
    return store;
  }

  private void verify(Metainfo metainfo, byte[] hashes) throws IOException {
    for (ContentFile file : files) {
      file.requireUnchanged();
    }
    int wrong = 0;
    int first = Arrays.mismatch(hashes, metainfo.pieceHashes()) / 20;
    for (int piece = 0; piece < geometry.pieceCount(); piece++) {
      int at = piece * 20;
      wrong += Arrays.equals(hashes, at, at + 20, metainfo.pieceHashes(), at, at + 20) ? 0 : 1;
    }
    if (wrong > 0) {
      throw new IOException(
          "%d of %d pieces are not the torrent's, the first one in %s"
              .formatted(wrong, geometry.pieceCount(), fileNear(geometry.offsetOf(first))));
    }
  }

  private Path fileNear(long offset) {
    return files[Math.min(firstFile(offset), files.length - 1)].path();
  }

  /** Index of the first file that ends after the offset. */
  private int firstFile(long offset) {
    int low = 0;
    int high = files.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (files[middle].end() > offset) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The files that the piece has bytes of, in order. */
  private List<ContentFile> filesOf(int piece) {
    long from = geometry.offsetOf(piece);
    long to = from + geometry.lengthOf(piece);
    List<ContentFile> found = new ArrayList<>();
    for (int i = firstFile(from); i < files.length && files[i].offset() < to; i++) {
      found.add(files[i]);
    }
    return found;
  }

  @Override
  public PieceGeometry geometry() {
    return geometry;
  }

  @Override
  public boolean holds(int piece) {
    Objects.checkIndex(piece, geometry.pieceCount());
    return true;
  }

  @Override
  public BitSet held() {
    BitSet all = new BitSet();
    all.set(0, geometry.pieceCount());
    return all;
  }

  @Override
  public BitSet unrecorded() {
    return new BitSet();
  }

  @Override
  public Optional<ByteBuffer> readUnrecorded(int piece) {
    Objects.checkIndex(piece, geometry.pieceCount());
    return Optional.empty();
  }

  /** Does nothing: every piece is held. */
  @Override
  public void put(int piece, ByteBuffer bytes) {
    Objects.checkIndex(piece, geometry.pieceCount());
  }

  @Override
  public Optional<PieceLease> lease(int piece, PieceUse use) {
    List<ContentFile> spanned = filesOf(Objects.checkIndex(piece, geometry.pieceCount()));
    spanned.forEach(file -> file.file().pin());
    return Optional.of(new ContentLease(this, piece, spanned));
  }

  /** Does nothing: every piece stays. */
  @Override
  public PieceClaim claim(int piece) {
    Objects.checkIndex(piece, geometry.pieceCount());
    return () -> {};
  }

  /** Never told anything: every piece stays. */
  @Override
  public void whenGone(Consumer<BitSet> listener) {
    // nothing goes
  }

  /** Frees nothing: the bytes are the user's. */
  @Override
  public long clear() {
    return 0;
  }

  /** A read failed. */
  void failed(IOException why) {
    problem = String.valueOf(why.getMessage());
  }

  /** None: the bytes are the user's, not the store's. */
  @Override
  public long bytesStored() {
    return 0;
  }

  @Override
  public String problem() {
    return problem;
  }

  /** Closes the files; leases that are out keep theirs. */
  @Override
  public void close() {
    openFiles.close();
  }
}
