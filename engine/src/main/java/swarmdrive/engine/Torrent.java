package swarmdrive.engine;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import swarmdrive.engine.metainfo.Metainfo;

/** One torrent of the engine. Safe for any number of threads; nothing here waits. */
public interface Torrent {
  InfoHash infoHash();

  /**
   * The metainfo's name; before a magnet's metadata has arrived its display name or its info hash.
   */
  String name();

  /** Empty until a magnet's metadata has arrived (BEP 9). */
  Optional<Metainfo> metainfo();

  /**
   * The files in the metainfo's order, padding files (BEP 47) left out; empty while metadata is
   * missing.
   */
  List<TorrentFile> files();

  /**
   * The metainfo's creation date, or the moment of adding if there is none. Stable over restarts
   * with metainfo dates.
   */
  Instant created();

  TorrentStatus status();

  /** Whether the torrent is to be kept. */
  boolean kept();

  /**
   * Says whether to keep the torrent: what is missing is downloaded behind every reader, and its
   * pieces are never given up for the cache's limit. Remembered over restarts, until the torrent is
   * removed.
   */
  void keep(boolean keep);

  /**
   * Gives up the pieces that nobody reads or waits for; a kept torrent fetches them again. Does
   * file I/O.
   *
   * @return bytes of disk that are free now
   */
  long clear();

  /**
   * Stands still, or goes on: without peers and announces, whoever reads. Kept over restarts.
   *
   * @throws IOException if it cannot be kept
   */
  void pause(boolean still) throws IOException;

  /** Whether it was told to stand still. */
  boolean paused();

  /** The open readers and what they wait for, at most so many of them. */
  List<ReaderView> reading(int most);

  /**
   * Pieces and peers of now. Completes soon, on the swarm thread; never if the engine is closed, so
   * wait with a limit.
   */
  CompletableFuture<SwarmView> look();
}
