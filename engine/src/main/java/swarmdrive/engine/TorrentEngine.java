package swarmdrive.engine;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import swarmdrive.engine.metainfo.Magnet;
import swarmdrive.engine.metainfo.Metainfo;

/** All torrents of this process. Safe for any number of threads. */
public interface TorrentEngine extends Closeable {
  /**
   * Opens the store and the listening port and starts the threads.
   *
   * @throws IOException with one line for the user, for instance if the port is in use
   */
  void start() throws IOException;

  /**
   * Adds a torrent; one that is known already is returned as it is (a magnet's gets its metadata).
   * Returns at once.
   */
  Torrent add(Metainfo metainfo) throws IOException;

  /**
   * Adds a magnet; its metadata comes from the store, or from the swarm in the background. Returns
   * at once.
   */
  Torrent add(Magnet magnet) throws IOException;

  /**
   * Serves content that lies complete under its own names, after hashing it once.
   *
   * @param content the file of a single-file torrent, or the folder that holds the torrent's files
   * @param progress told the bytes hashed so far
   * @throws IOException if the content does not match the metainfo
   */
  Torrent seed(Metainfo metainfo, Path content, java.util.function.LongConsumer progress)
      throws IOException;

  /**
   * Forgets a torrent and wakes its readers; its verified pieces stay in the store as long as there
   * is room. It is kept no more. False if it is not known.
   */
  boolean remove(InfoHash infoHash);

  Optional<Torrent> find(InfoHash infoHash);

  List<Torrent> torrents();

  EngineStatus status();

  /**
   * Gives up the pieces of all torrents that are not kept, removed ones included, as far as nobody
   * reads or waits for them. Does file I/O.
   *
   * @return bytes of disk that are free now
   */
  long clear();

  /**
   * Ends all readers, tells trackers, closes connections, writes what is to be kept. Ends within 10
   * s.
   */
  @Override
  void close();
}
