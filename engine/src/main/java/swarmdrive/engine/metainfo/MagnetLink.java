package swarmdrive.engine.metainfo;

import swarmdrive.engine.MetainfoException;

final class MagnetLink {
  private MagnetLink() {}

  static Magnet parse(String link) throws MetainfoException {
    throw new MetainfoException("not yet");
  }

  static String format(Magnet magnet) {
    throw new UnsupportedOperationException();
  }
}
