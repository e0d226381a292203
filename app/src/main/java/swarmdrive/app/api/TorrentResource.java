package swarmdrive.app.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import swarmdrive.app.library.LibraryEntry;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.SwarmView;
import swarmdrive.engine.Torrent;
import swarmdrive.engine.metainfo.Metainfo;

/** {@code /torrents/{infoHash}} and what is below it. */
final class TorrentResource implements Resource {
  private static final String PATH = "/torrents/{infoHash}";
  private static final Set<String> CHANGES = Set.of("name", "route", "keep", "paused");

  /** The swarm thread never waits; if it does not answer, something is wrong. */
  private static final int LOOK_SECONDS = 5;

  private final TorrentList torrents;
  private final Shelf shelf;

  @Inject
  TorrentResource(TorrentList torrents, Shelf shelf) {
    this.torrents = torrents;
    this.shelf = shelf;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.of("GET", PATH, call -> call.answer(torrents.info(entry(call)))),
        Operation.of("DELETE", PATH, this::remove),
        Operation.of("PATCH", PATH, this::change),
        Operation.of("GET", PATH + "/files", this::files),
        Operation.of("GET", PATH + "/pieces", this::pieces),
        Operation.of("GET", PATH + "/peers", this::peers));
  }

  private LibraryEntry.Loaded entry(Call call) throws ProblemException {
    InfoHash torrent = infoHash(call);
    return torrents
        .find(torrent)
        .orElseThrow(() -> ProblemException.notFound("there is no torrent " + torrent));
  }

  private static InfoHash infoHash(Call call) throws ProblemException {
    try {
      return InfoHash.fromHex(call.variable("infoHash"));
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("an info hash has 40 hexadecimal digits");
    }
  }

  private void remove(Call call) throws IOException {
    InfoHash torrent = infoHash(call);
    if (!shelf.remove(torrent)) {
      throw ProblemException.notFound("there is no torrent " + torrent);
    }
    call.done();
  }

  private void change(Call call) throws IOException {
    LibraryEntry.Loaded entry = entry(call);
    JsonNode wanted = call.json(CHANGES);
    for (String flag : List.of("keep", "paused")) {
      if (wanted.has(flag) && !wanted.get(flag).isBoolean()) {
        throw ProblemException.badRequest(flag + " must be true or false");
      }
    }
    LibraryEntry now = entry;
    if (wanted.has("name") || wanted.has("route")) {
      TorrentInfo before = torrents.info(entry);
      now =
          shelf.move(
              entry,
              wanted.has("route") ? Addition.text(wanted, "route") : before.route(),
              wanted.has("name") ? Addition.text(wanted, "name") : before.name());
    }
    if (wanted.has("keep")) {
      entry.torrent().keep(wanted.get("keep").asBoolean());
    }
    if (wanted.has("paused")) {
      entry.torrent().pause(wanted.get("paused").asBoolean());
    }
    call.answer(torrents.info(now));
  }

  private void files(Call call) throws IOException {
    Torrent torrent = entry(call).torrent();
    Paging paging = Paging.of(call);
    paging.answer(call, FileInfo.of(torrent, look(torrent).held()));
  }

  private void pieces(Call call) throws IOException {
    Torrent torrent = entry(call).torrent();
    SwarmView view = look(torrent);
    call.answer(
        PieceRuns.of(
            torrent.metainfo().map(Metainfo::pieceCount).orElse(0),
            torrent.metainfo().map(Metainfo::pieceLength).orElse(0),
            view.held(),
            view.fetching()));
  }

  private void peers(Call call) throws IOException {
    List<PeerInfo> peers = new ArrayList<>();
    look(entry(call).torrent()).peers().forEach(peer -> peers.add(PeerInfo.of(peer)));
    Paging.of(call).answer(call, peers);
  }

  private static SwarmView look(Torrent torrent) throws ProblemException {
    try {
      return torrent.look().get(LOOK_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProblemException.unavailable("swarmdrive is stopping");
    } catch (ExecutionException | TimeoutException e) {
      throw ProblemException.unavailable("the engine does not answer");
    }
  }

  /**
   * One file of a torrent.
   *
   * @param path segments as the metainfo has them
   * @param size bytes
   * @param bytesHeld of verified pieces in the store
   */
  record FileInfo(List<String> path, long size, long bytesHeld) {
    static List<FileInfo> of(Torrent torrent, BitSet held) {
      List<FileInfo> files = new ArrayList<>();
      Metainfo metainfo = torrent.metainfo().orElse(null);
      if (metainfo != null) {
        for (Metainfo.FileEntry entry : metainfo.files()) {
          if (!entry.padding()) {
            long from = entry.offset();
            long bytes = PieceRuns.bytes(held, metainfo.pieceLength(), from, from + entry.length());
            files.add(new FileInfo(entry.path(), entry.length(), bytes));
          }
        }
      }
      return files;
    }
  }

  /**
   * One connected peer.
   *
   * @param address IP address and port
   * @param pieces that it has
   * @param rate bytes per second that it delivers when asked
   * @param requests blocks that it owes us
   */
  record PeerInfo(
      String address,
      boolean incoming,
      int pieces,
      long rate,
      int requests,
      boolean choking,
      boolean interested) {
    static PeerInfo of(SwarmView.PeerView peer) {
      return new PeerInfo(
          com.google.common.net.HostAndPort.fromParts(
                  peer.address().getAddress().getHostAddress(), peer.address().getPort())
              .toString(),
          peer.incoming(),
          peer.pieces(),
          peer.rate(),
          peer.requests(),
          peer.choking(),
          peer.interested());
    }
  }
}
