package swarmdrive.app.api;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import swarmdrive.app.library.Library;
import swarmdrive.app.library.LibraryEntry;
import swarmdrive.engine.Torrent;
import swarmdrive.engine.TorrentFile;
import swarmdrive.engine.TorrentStatus;

/** What the library holds, with what the engine does about it. */
final class TorrentList {
  private final Library library;

  @Inject
  TorrentList(Library library) {
    this.library = library;
  }

  List<TorrentInfo> torrents() {
    return library.all().stream().map(this::info).toList();
  }

  private TorrentInfo info(LibraryEntry entry) {
    return switch (entry) {
      case LibraryEntry.Loaded loaded -> info(loaded, loaded.torrent());
      case LibraryEntry.Damaged damaged -> none(damaged, "damaged", damaged.problem());
      case LibraryEntry.Arriving arriving -> none(arriving, "arriving", "");
    };
  }

  private TorrentInfo info(LibraryEntry entry, Torrent torrent) {
    TorrentStatus status = torrent.status();
    List<TorrentFile> files = torrent.files();
    return new TorrentInfo(
        entry.name(),
        torrent.infoHash().toHex(),
        route(entry.file()),
        fileName(entry),
        status.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        files.stream().mapToLong(TorrentFile::size).sum(),
        files.size(),
        status.pieces(),
        status.piecesHeld(),
        status.peers(),
        status.readers(),
        status.bytesReceived(),
        status.bytesSent(),
        status.problem());
  }

  private TorrentInfo none(LibraryEntry entry, String state, String problem) {
    return new TorrentInfo(
        entry.name(),
        "",
        route(entry.file()),
        fileName(entry),
        state,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        problem);
  }

  private static String fileName(LibraryEntry entry) {
    return entry.file().getFileName().toString();
  }

  /** With slashes on every system. */
  private String route(Path file) {
    Path below = library.root().relativize(file).getParent();
    return below == null
        ? ""
        : StreamSupport.stream(below.spliterator(), false)
            .map(Path::toString)
            .collect(Collectors.joining("/"));
  }
}
