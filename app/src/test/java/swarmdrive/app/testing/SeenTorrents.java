package swarmdrive.app.testing;

import java.util.ArrayList;
import java.util.List;
import swarmdrive.app.library.TorrentsSeen;
import swarmdrive.engine.InfoHash;

/** Notes what it hears: {@code +} or {@code -} and the info hash. */
public final class SeenTorrents implements TorrentsSeen {
  public final List<String> seen = new ArrayList<>();

  @Override
  public void added(InfoHash infoHash) {
    seen.add("+" + infoHash);
  }

  @Override
  public void removed(InfoHash infoHash) {
    seen.add("-" + infoHash);
  }
}
