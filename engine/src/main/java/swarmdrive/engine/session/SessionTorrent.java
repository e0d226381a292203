package swarmdrive.engine.session;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.ReaderView;
import swarmdrive.engine.SwarmView;
import swarmdrive.engine.Torrent;
import swarmdrive.engine.TorrentFile;
import swarmdrive.engine.TorrentStatus;
import swarmdrive.engine.metainfo.Magnet;
import swarmdrive.engine.metainfo.Metainfo;
import swarmdrive.engine.piece.PieceStore;
import swarmdrive.engine.read.FileReader;
import swarmdrive.engine.read.PieceArrivals;
import swarmdrive.engine.read.TorrentData;
import swarmdrive.engine.read.Wishing;
import swarmdrive.engine.swarm.Swarm;
import swarmdrive.engine.swarm.Wish;
import swarmdrive.engine.tracker.TrackerRounds;

/**
 * One torrent of the session. For any thread; what concerns the swarm is handed to the swarm
 * thread.
 */
final class SessionTorrent implements Torrent, Wishing, TrackerRounds.Progress {
  /** How long somebody who was told to come back later finds the download going on. */
  private static final long LINGER_SECONDS = 60;

  /** What is there once the metadata is. */
  record Content(Metainfo metainfo, PieceStore store, List<TorrentFile> files) {}

  private final Session session;
  private final Swarm swarm;
  private final Magnet magnet;
  private final Instant added;
  private final PieceArrivals arrivals = new PieceArrivals();
  private final Set<FileReader> readers = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Content content;
  private volatile String problem = "";
  private volatile boolean paused;

  SessionTorrent(Session session, Magnet magnet, Instant added) {
    this.session = session;
    this.magnet = magnet;
    this.added = added;
    this.swarm = new Swarm(magnet.infoHash(), session, session.config());
  }

  Swarm swarm() {
    return swarm;
  }

  Magnet magnet() {
    return magnet;
  }

  /** Announce URLs of the link, the metainfo and, for public torrents, the configuration. */
  List<String> trackers(boolean isPrivate) {
    List<String> all = new ArrayList<>(magnet.trackers());
    metainfo().ifPresent(metainfo -> metainfo.trackers().forEach(all::addAll));
    if (!isPrivate) {
      all.addAll(session.config().extraTrackers());
    }
    return all.stream().distinct().toList();
  }

  PieceArrivals arrivals() {
    return arrivals;
  }

  Optional<Content> content() {
    return Optional.ofNullable(content);
  }

  /** Metadata is known. */
  Content attach(Metainfo metainfo, PieceStore store) {
    long least = session.config().readAheadMin();
    long most = Math.min(session.config().readAheadMax(), session.config().storeLimit() / 16);
    TorrentData data = new TorrentData(metainfo.name(), store, arrivals, this, least, most);
    List<TorrentFile> files = new ArrayList<>();
    for (int i = 0; i < metainfo.files().size(); i++) {
      if (!metainfo.files().get(i).padding()) {
        files.add(new SessionFile(data, metainfo.files().get(i), i));
      }
    }
    Content attached = new Content(metainfo, store, List.copyOf(files));
    content = attached;
    return attached;
  }

  void problem(String line) {
    problem = line;
  }

  @Override
  public InfoHash infoHash() {
    return magnet.infoHash();
  }

  @Override
  public String name() {
    Content known = content;
    return known != null ? known.metainfo.name() : magnet.name().orElse(infoHash().toHex());
  }

  @Override
  public Optional<Metainfo> metainfo() {
    return content().map(Content::metainfo);
  }

  @Override
  public List<TorrentFile> files() {
    Content known = content;
    return known == null ? List.of() : known.files;
  }

  @Override
  public Instant created() {
    return metainfo().flatMap(Metainfo::created).orElse(added);
  }

  @Override
  public TorrentStatus status() {
    Content known = content;
    int pieces = known == null ? 0 : known.metainfo.pieceCount();
    int held = known == null ? 0 : known.store.held().cardinality();
    String line = problem.isEmpty() && known != null ? known.store.problem() : problem;
    return new TorrentStatus(
        state(pieces, held),
        pieces,
        held,
        swarm.peerCount(),
        readers.size(),
        swarm.counters().bytesReceived.sum(),
        swarm.counters().bytesSent.sum(),
        swarm.counters().bytesWasted.sum(),
        line);
  }

  @Override
  public void pause(boolean still) throws IOException {
    paused = still;
    session.execute(() -> swarm.pause(still));
    session.paused().set(infoHash(), still);
  }

  @Override
  public boolean paused() {
    return paused;
  }

  /** As it was before the last stop. */
  void restorePause() {
    if (session.paused().contains(infoHash())) {
      paused = true;
      session.execute(() -> swarm.pause(true));
    }
  }

  @Override
  public CompletableFuture<SwarmView> look() {
    Content known = content;
    BitSet held = known == null ? new BitSet() : known.store.held();
    CompletableFuture<SwarmView> view = new CompletableFuture<>();
    session.execute(() -> view.complete(swarm.look(held)));
    return view;
  }

  private TorrentStatus.State state(int pieces, int held) {
    if (pieces == 0) {
      return TorrentStatus.State.FETCHING_METADATA;
    }
    if (held == pieces) {
      return TorrentStatus.State.COMPLETE;
    }
    return swarm.downloading() ? TorrentStatus.State.DOWNLOADING : TorrentStatus.State.IDLE;
  }

  @Override
  public boolean kept() {
    return session.isKept(infoHash());
  }

  @Override
  public void keep(boolean keep) {
    session.keep(this, keep);
  }

  @Override
  public long clear() {
    return content().map(known -> known.store.clear()).orElse(0L);
  }

  /** Wishes for all that is missing, behind all readers; or no more. */
  void wishAll(boolean wish) {
    content()
        .ifPresent(
            known -> {
              Wish all = wish ? Wish.later(known.metainfo.pieceCount()) : null;
              session.execute(() -> swarm.wish(this, all));
            });
  }

  @Override
  public List<ReaderView> reading(int most) {
    return readers.stream().limit(most).map(FileReader::look).toList();
  }

  int readers() {
    return readers.size();
  }

  @Override
  public void opened(FileReader reader) {
    readers.add(reader);
  }

  @Override
  public void wish(Object reader, Wish wish) {
    session.execute(() -> swarm.wish(reader, wish));
  }

  @Override
  public void closed(FileReader reader, @Nullable Wish lingering) {
    readers.remove(reader);
    session.execute(() -> swarm.wish(reader, lingering));
    if (lingering != null) {
      session.later(() -> swarm.wish(reader, null), LINGER_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Override
  public long downloaded() {
    return swarm.counters().bytesReceived.sum();
  }

  @Override
  public long uploaded() {
    return swarm.counters().bytesSent.sum();
  }

  @Override
  public long left() {
    Content known = content;
    if (known == null) {
      return -1;
    }
    long missing = known.metainfo.pieceCount() - (long) known.store.held().cardinality();
    return Math.min(missing * known.metainfo.pieceLength(), known.metainfo.totalLength());
  }
}
