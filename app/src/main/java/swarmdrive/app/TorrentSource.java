package swarmdrive.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import swarmdrive.app.library.TorrentFetch;
import swarmdrive.engine.metainfo.Metainfo;

/** A torrent as it is given to commands: a file, a magnet link, or the address of a file. */
record TorrentSource(String argument) {
  private static final long LIMIT = 64L << 20;

  boolean isMagnet() {
    return TorrentArgument.isMagnet(argument);
  }

  /** The torrent file's content; empty for a magnet link that is one. Fetches an address. */
  Optional<Metainfo> metainfo() throws IOException {
    if (isMagnet()) {
      TorrentArgument.magnet(argument);
      return Optional.empty();
    }
    var address = TorrentFetch.address(argument);
    return Optional.of(
        address.isPresent()
            ? Metainfo.parse(TorrentFetch.get(address.get(), LIMIT))
            : TorrentArgument.read(Path.of(argument)));
  }
}
