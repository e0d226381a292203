package swarmdrive.engine;

import java.util.List;

/** One file of a torrent. Its bytes never change. */
public interface TorrentFile {
  /**
   * Path segments below the torrent's name as the metainfo has them, unsafe characters included;
   * one for a single-file torrent.
   */
  List<String> path();

  /** Bytes. */
  long size();

  /** Position of the file among all entries of the metainfo, stable: names its index files. */
  int index();

  /** What a reader is for, which tells how long its pieces are worth keeping. */
  enum Purpose {
    /** Whatever is in the file. */
    CONTENT,

    /** Bytes that are needed again and again, as an archive's directory: kept longest. */
    INDEX
  }

  /** A reader with wishes of its own; opening costs nothing and asks for nothing. */
  RangeReader open(Purpose purpose);

  /** As {@link #open(Purpose)}, for {@link Purpose#CONTENT}. */
  default RangeReader open() {
    return open(Purpose.CONTENT);
  }
}
