package swarmdrive.app.tree;

import swarmdrive.engine.InfoHash;
import swarmdrive.engine.TorrentFile;
import swarmdrive.webdav.DavContent;

/** A file of a torrent. */
record TorrentOrigin(InfoHash infoHash, TorrentFile file, LateReaders lateReaders)
    implements Origin {
  @Override
  public long size() {
    return file.size();
  }

  @Override
  public String tag() {
    return infoHash.toHex() + "-" + file.index() + "-" + file.size();
  }

  @Override
  public DavContent open() {
    return new TorrentContent(file.open(), tag(), lateReaders);
  }

  @Override
  public DavContent openIndex() {
    return new TorrentContent(file.open(TorrentFile.Purpose.INDEX), tag(), lateReaders);
  }
}
