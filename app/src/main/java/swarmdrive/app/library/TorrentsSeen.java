package swarmdrive.app.library;

import swarmdrive.engine.InfoHash;

/** Hears which torrents come into the library and go from it. The library's thread. */
public interface TorrentsSeen {
  /** Its first file came. */
  void added(InfoHash infoHash);

  /** Its last file went. */
  void removed(InfoHash infoHash);
}
