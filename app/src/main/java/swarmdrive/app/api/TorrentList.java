package swarmdrive.app.api;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import swarmdrive.app.library.Library;
import swarmdrive.app.library.LibraryEntry;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.Torrent;
import swarmdrive.engine.TorrentFile;
import swarmdrive.engine.TorrentStatus;
import swarmdrive.engine.metainfo.Metainfo;

/** What the library holds, with what the engine does about it. For any thread. */
@Singleton
final class TorrentList {
  private final Library library;
  private final TorrentRates rates;

  @Inject
  TorrentList(Library library, TorrentRates rates) {
    this.library = library;
    this.rates = rates;
  }

  List<TorrentInfo> torrents() {
    return library.all().stream().map(this::info).toList();
  }

  /** The torrent's entries: one, unless two files describe it. */
  List<LibraryEntry.Loaded> entries(InfoHash torrent) {
    return library.all().stream()
        .filter(LibraryEntry.Loaded.class::isInstance)
        .map(LibraryEntry.Loaded.class::cast)
        .filter(entry -> entry.torrent().infoHash().equals(torrent))
        .toList();
  }

  /** The torrent's first entry. */
  Optional<LibraryEntry.Loaded> find(InfoHash torrent) {
    return entries(torrent).stream().findFirst();
  }

  TorrentInfo info(LibraryEntry entry) {
    return switch (entry) {
      case LibraryEntry.Loaded loaded -> info(loaded, loaded.torrent());
      case LibraryEntry.Damaged damaged -> none(damaged, "damaged", damaged.problem());
      case LibraryEntry.Arriving arriving -> none(arriving, "arriving", "");
    };
  }

  private TorrentInfo none(LibraryEntry entry, String state, String problem) {
    return TorrentInfo.none(entry.name(), route(entry.file()), fileName(entry), state, problem);
  }

  private TorrentInfo info(LibraryEntry entry, Torrent torrent) {
    TorrentStatus status = torrent.status();
    List<TorrentFile> files = torrent.files();
    int pieceLength = torrent.metainfo().map(Metainfo::pieceLength).orElse(0);
    return new TorrentInfo(
        entry.name(),
        torrent.infoHash().toHex(),
        route(entry.file()),
        fileName(entry),
        status.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        files.stream().mapToLong(TorrentFile::size).sum(),
        files.size(),
        status.pieces(),
        pieceLength,
        status.piecesHeld(),
        status.peers(),
        status.readers(),
        Reading.of(torrent),
        status.bytesReceived(),
        status.bytesSent(),
        status.bytesWasted(),
        rates.down(torrent.infoHash()),
        rates.up(torrent.infoHash()),
        torrent.kept(),
        torrent.paused(),
        magnet(torrent),
        Health.of(status, pieceLength, torrent.paused()),
        status.problem());
  }

  private static String magnet(Torrent torrent) {
    return torrent
        .metainfo()
        .map(metainfo -> metainfo.magnet().toString())
        .orElseGet(() -> "magnet:?xt=urn:btih:" + torrent.infoHash());
  }

  private static String fileName(LibraryEntry entry) {
    return entry.file().getFileName().toString();
  }

  private String route(Path file) {
    Path folder = file.getParent();
    return folder == null ? "" : RoutePath.of(library.root(), folder);
  }
}
