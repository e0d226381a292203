package swarmdrive.engine.session;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.engine.EngineConfig;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.metainfo.Magnet;
import swarmdrive.engine.metainfo.Metainfo;
import swarmdrive.engine.piece.ContentStore;
import swarmdrive.engine.piece.MetadataStore;
import swarmdrive.engine.piece.PieceDisk;
import swarmdrive.engine.piece.PieceGeometry;
import swarmdrive.engine.piece.PieceLease;
import swarmdrive.engine.piece.PieceStore;
import swarmdrive.engine.piece.PieceUse;

/** What is kept on disk for all torrents: pieces, and the metadata of magnets. For any thread. */
final class Stores implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Stores.class);

  private final Path folder;
  private final EngineConfig config;
  private final MetadataStore metadata;
  private @Nullable PieceDisk disk;

  Stores(EngineConfig config) {
    folder = config.store();
    this.config = config;
    metadata = new MetadataStore(folder.resolve("metadata"));
  }

  /**
   * @throws IOException one line for the user, for instance if another process uses the folder
   */
  void open() throws IOException {
    disk =
        PieceDisk.open(
            folder.resolve("pieces"),
            config.memoryPieces(),
            config.storeLimit(),
            config.diskReserve());
  }

  private PieceDisk disk() {
    if (disk == null) {
      throw new IllegalStateException("the engine is not started");
    }
    return disk;
  }

  /** The store of a torrent's pieces; the same one for the same torrent. */
  PieceStore open(Metainfo metainfo) {
    return disk()
        .openStore(
            metainfo.infoHash(), new PieceGeometry(metainfo.totalLength(), metainfo.pieceLength()));
  }

  /** A store over complete local content, hashed once. */
  static PieceStore verifiedContent(Metainfo metainfo, Path content, LongConsumer progress)
      throws IOException {
    return ContentStore.open(metainfo, content, progress);
  }

  /** What was saved of a magnet's torrent; empty too if it cannot be read any more. */
  Optional<Metainfo> metainfo(Magnet magnet) {
    try {
      return metadata.load(magnet.infoHash());
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("torrent", magnet.infoHash())
          .addKeyValue("reason", e.getMessage())
          .log("saved metadata is lost");
      return Optional.empty();
    }
  }

  /** Saves metadata; without it the next start asks the swarm again. */
  void save(Metainfo metainfo) {
    try {
      metadata.save(metainfo);
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("torrent", metainfo.infoHash())
          .addKeyValue("reason", e.getMessage())
          .log("metadata cannot be saved");
    }
  }

  static void close(PieceStore store) {
    try {
      store.close();
    } catch (IOException e) {
      LOG.atDebug().addKeyValue("reason", e.getMessage()).log("closing a store");
    }
  }

  long bytesStored() {
    return disk == null ? 0 : disk.bytesStored();
  }

  /** Bytes of disk that the pieces take of the limit. */
  long bytesUsed() {
    return disk == null ? 0 : disk.bytesUsed();
  }

  /** Why pieces are not kept at present, one line; empty if they are. */
  String problem() {
    return disk == null ? "" : disk.problem();
  }

  boolean isKept(InfoHash infoHash) {
    return disk != null && disk.isKept(infoHash);
  }

  /** Does I/O. */
  void keep(InfoHash infoHash, boolean keep) {
    disk().keep(infoHash, keep);
  }

  long roomToKeep() {
    return disk().roomToKeep();
  }

  /** Gives up what is not kept; bytes of disk that are free now. Does I/O. */
  long clear() {
    return disk().clear();
  }

  /** Bytes of a piece for another peer; none if it is gone or cannot be read. Does I/O. */
  static ByteBuffer read(PieceStore store, int piece, int offset, int length) {
    Optional<PieceLease> lease = store.lease(piece, PieceUse.SHARE);
    if (lease.isEmpty()) {
      return ByteBuffer.allocate(0);
    }
    try (PieceLease held = lease.get()) {
      ByteBuffer bytes = ByteBuffer.allocate(length);
      held.read(offset, bytes);
      return bytes.flip();
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("piece", piece)
          .addKeyValue("reason", e.getMessage())
          .log("cannot read a piece to share it");
      return ByteBuffer.allocate(0);
    }
  }

  @Override
  public void close() {
    if (disk != null) {
      try {
        disk.close();
      } catch (IOException e) {
        LOG.atWarn().addKeyValue("reason", e.getMessage()).log("not all pieces could be recorded");
      }
    }
  }
}
