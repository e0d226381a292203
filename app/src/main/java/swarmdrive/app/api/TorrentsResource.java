package swarmdrive.app.api;

import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import swarmdrive.app.library.LibraryConfig;
import swarmdrive.app.library.TorrentFetch;
import swarmdrive.engine.MetainfoException;
import swarmdrive.engine.metainfo.Magnet;
import swarmdrive.engine.metainfo.Metainfo;

/** {@code /torrents}: what the library holds, and adding to it. */
final class TorrentsResource implements Resource {
  private final TorrentList torrents;
  private final Shelf shelf;
  private final LibraryConfig config;

  @Inject
  TorrentsResource(TorrentList torrents, Shelf shelf, LibraryConfig config) {
    this.torrents = torrents;
    this.shelf = shelf;
    this.config = config;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.of("GET", "/torrents", this::list), Operation.of("POST", "/torrents", this::add));
  }

  private void list(Call call) throws IOException {
    Paging paging = Paging.of(call);
    paging.answer(call, torrents.torrents().stream().filter(wanted(call)).toList());
  }

  private static Predicate<TorrentInfo> wanted(Call call) {
    Predicate<TorrentInfo> wanted = torrent -> true;
    if (call.asked("route").isPresent()) {
      wanted = wanted.and(torrent -> torrent.route().equals(call.asked("route").get()));
    }
    if (call.asked("state").isPresent()) {
      wanted = wanted.and(torrent -> torrent.state().equals(call.asked("state").get()));
    }
    if (call.asked("name").isPresent()) {
      String part = call.asked("name").get().toLowerCase(Locale.ROOT);
      wanted = wanted.and(torrent -> torrent.name().toLowerCase(Locale.ROOT).contains(part));
    }
    return wanted;
  }

  private void add(Call call) throws IOException {
    Addition addition = Addition.of(call, config.torrentLimit());
    Shelf.Added added;
    try {
      added = add(addition);
    } catch (MetainfoException e) {
      throw ProblemException.unprocessable(String.valueOf(e.getMessage()));
    }
    TorrentInfo info = torrents.info(added.entry());
    call.answer(
        added.created() ? 201 : 200,
        Map.of("Location", ApiEndpoint.PREFIX + "torrents/" + info.infoHash()),
        info);
  }

  private Shelf.Added add(Addition addition) throws IOException {
    if (!addition.magnet().isEmpty()) {
      return shelf.add(Magnet.parse(addition.magnet().strip()), addition.route(), addition.name());
    }
    byte[] given = addition.torrent();
    byte[] file = given != null ? given : fetched(addition.address());
    return shelf.add(Metainfo.parse(file), addition.route(), addition.name());
  }

  private byte[] fetched(URI address) throws ProblemException {
    try {
      return TorrentFetch.get(address, config.torrentLimit());
    } catch (IOException e) {
      throw ProblemException.badGateway(String.valueOf(e.getMessage()));
    }
  }
}
