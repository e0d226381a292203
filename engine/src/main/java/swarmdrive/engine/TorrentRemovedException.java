package swarmdrive.engine;

import java.io.IOException;

/** The torrent was removed, or the engine stopped, before or during a read. */
public final class TorrentRemovedException extends IOException {
  public TorrentRemovedException(String name) {
    super("torrent was removed: " + name);
  }
}
