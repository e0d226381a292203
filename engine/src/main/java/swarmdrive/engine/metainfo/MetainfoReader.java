package swarmdrive.engine.metainfo;

import swarmdrive.engine.MetainfoException;

final class MetainfoReader {
  private MetainfoReader() {}

  static Metainfo read(byte[] torrentFile) throws MetainfoException {
    throw new MetainfoException("not yet");
  }

  static Metainfo ofInfo(byte[] infoBytes, Magnet magnet) throws MetainfoException {
    throw new MetainfoException("not yet");
  }
}
