package swarmdrive.app.testing;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.RangeReader;
import swarmdrive.engine.ReaderView;
import swarmdrive.engine.SwarmView;
import swarmdrive.engine.Torrent;
import swarmdrive.engine.TorrentFile;
import swarmdrive.engine.TorrentStatus;
import swarmdrive.engine.metainfo.Metainfo;

/** A torrent of the {@link FakeTorrentEngine}. */
final class FakeTorrent implements Torrent {
  final FakeTorrentEngine engine;
  final ReentrantLock lock = new ReentrantLock();
  final Condition news = lock.newCondition();
  volatile boolean ended;
  private volatile boolean kept;
  private volatile boolean paused;
  private final InfoHash infoHash;
  private final String displayName;
  private volatile @Nullable Metainfo metainfo;

  private record File(FakeTorrent torrent, List<String> path, long offset, long size, int index)
      implements TorrentFile {
    @Override
    public RangeReader open(Purpose purpose) {
      return new FakeReader(torrent, offset, size);
    }
  }

  FakeTorrent(
      FakeTorrentEngine engine, InfoHash infoHash, String name, @Nullable Metainfo metainfo) {
    this.engine = engine;
    this.infoHash = infoHash;
    this.displayName = name;
    this.metainfo = metainfo;
  }

  void become(Metainfo arrived) {
    metainfo = arrived;
  }

  void wake() {
    lock.lock();
    try {
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void end() {
    ended = true;
    wake();
  }

  @Override
  public InfoHash infoHash() {
    return infoHash;
  }

  @Override
  public String name() {
    return metainfo().map(Metainfo::name).orElse(displayName);
  }

  @Override
  public Optional<Metainfo> metainfo() {
    return Optional.ofNullable(metainfo);
  }

  @Override
  public List<TorrentFile> files() {
    List<Metainfo.FileEntry> entries = metainfo().map(Metainfo::files).orElse(List.of());
    List<TorrentFile> files = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Metainfo.FileEntry entry = entries.get(i);
      files.add(new File(this, entry.path(), entry.offset(), entry.length(), i));
    }
    return files;
  }

  @Override
  public Instant created() {
    return metainfo().flatMap(Metainfo::created).orElse(Instant.EPOCH);
  }

  @Override
  public void pause(boolean still) {
    paused = still;
  }

  @Override
  public boolean paused() {
    return paused;
  }

  @Override
  public List<ReaderView> reading(int most) {
    return metainfo == null
        ? List.of()
        : List.of(new ReaderView("folder/file", 100, 10, OptionalInt.of(1)));
  }

  @Override
  public CompletableFuture<SwarmView> look() {
    BitSet held = new BitSet();
    held.set(0);
    BitSet fetching = new BitSet();
    fetching.set(1);
    return CompletableFuture.completedFuture(
        new SwarmView(
            held,
            fetching,
            List.of(
                new SwarmView.PeerView(
                    new InetSocketAddress("192.0.2.7", 4711), true, 1, 100, 2, false, true))));
  }

  @Override
  public TorrentStatus status() {
    Metainfo known = metainfo;
    return known == null
        ? new TorrentStatus(
            TorrentStatus.State.FETCHING_METADATA, 0, 0, 0, 0, 0, 0, 0, "no peer has it yet")
        : new TorrentStatus(TorrentStatus.State.IDLE, known.pieceCount(), 1, 2, 0, 8, 9, 0, "");
  }

  @Override
  public boolean kept() {
    return kept;
  }

  @Override
  public void keep(boolean keep) {
    kept = keep;
  }

  @Override
  public long clear() {
    return 0;
  }
}
