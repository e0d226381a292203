package swarmdrive.engine.piece;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.MetainfoException;
import swarmdrive.engine.metainfo.Metainfo;

/**
 * Keeps what the swarm told about magnets, so that a restart needs no swarm: one .torrent file for
 * each info hash. A file is there as a whole or not at all. Safe for any number of threads.
 */
public final class MetadataStore {
  private static final Logger LOG = LoggerFactory.getLogger(MetadataStore.class);
  private static final int MAX_LENGTH = 64 << 20;

  private final Storage storage;
  private final Path folder;
  private final ReentrantLock saving = new ReentrantLock();

  /**
   * @param folder made when first needed
   */
  public MetadataStore(Path folder) {
    this(new FileStorage(), folder);
  }

  MetadataStore(Storage storage, Path folder) {
    this.storage = storage;
    this.folder = folder;
  }

  /** Saves it over what there was; on return it is on the disk. */
  public void save(Metainfo metainfo) throws IOException {
    Path file = file(metainfo.infoHash());
    Path temporary = folder.resolve(metainfo.infoHash() + ".new");
    ByteBuffer bytes = ByteBuffer.wrap(metainfo.toTorrentFile());
    saving.lock();
    try {
      try (FileChannel channel = storage.create(temporary)) {
        channel.truncate(0);
        while (bytes.hasRemaining()) {
          channel.write(bytes, bytes.position());
        }
        channel.force(false);
      }
      storage.rename(temporary, file);
      storage.forceFolder(folder);
    } finally {
      saving.unlock();
    }
  }

  /**
   * What was saved; empty if nothing was, or if the file is damaged.
   *
   * @throws IOException if the file is there but cannot be read
   */
  public Optional<Metainfo> load(InfoHash infoHash) throws IOException {
    Optional<byte[]> bytes = read(file(infoHash));
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Metainfo.parse(bytes.get()))
          .filter(metainfo -> metainfo.infoHash().equals(infoHash));
    } catch (MetainfoException e) {
      LOG.atWarn()
          .addKeyValue("file", file(infoHash))
          .addKeyValue("reason", e.getMessage())
          .log("saved metadata is damaged, it will be fetched again");
      return Optional.empty();
    }
  }

  private Optional<byte[]> read(Path file) throws IOException {
    try (FileChannel channel = storage.open(file)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), MAX_LENGTH));
      int read = 0;
      while (bytes.hasRemaining() && read >= 0) {
        read = channel.read(bytes, bytes.position());
      }
      return Optional.of(bytes.array());
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** Forgets it; nothing happens if nothing was saved. */
  public void delete(InfoHash infoHash) throws IOException {
    storage.delete(file(infoHash));
  }

  private Path file(InfoHash infoHash) {
    return folder.resolve(infoHash + ".torrent");
  }
}
