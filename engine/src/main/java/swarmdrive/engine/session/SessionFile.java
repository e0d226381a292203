package swarmdrive.engine.session;

import java.util.List;
import swarmdrive.engine.RangeReader;
import swarmdrive.engine.TorrentFile;
import swarmdrive.engine.metainfo.Metainfo.FileEntry;
import swarmdrive.engine.read.FileReader;
import swarmdrive.engine.read.TorrentData;

/** One file of a torrent whose metadata is known. */
record SessionFile(TorrentData data, FileEntry entry, int index) implements TorrentFile {
  @Override
  public List<String> path() {
    return entry.path();
  }

  @Override
  public long size() {
    return entry.length();
  }

  @Override
  public RangeReader open(Purpose purpose) {
    return new FileReader(
        data,
        String.join("/", entry.path()),
        entry.offset(),
        entry.length(),
        purpose == Purpose.INDEX);
  }
}
