package swarmdrive.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
}
