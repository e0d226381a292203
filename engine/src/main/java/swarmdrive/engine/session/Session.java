package swarmdrive.engine.session;

import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.engine.EngineConfig;
import swarmdrive.engine.EngineStatus;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.Torrent;
import swarmdrive.engine.TorrentEngine;
import swarmdrive.engine.bt.PeerNetwork;
import swarmdrive.engine.metainfo.Magnet;
import swarmdrive.engine.metainfo.Metainfo;
import swarmdrive.engine.piece.PieceStore;
import swarmdrive.engine.swarm.Bandwidth;
import swarmdrive.engine.swarm.KnownPeer;
import swarmdrive.engine.swarm.PeerEvents;
import swarmdrive.engine.swarm.PeerLink;
import swarmdrive.engine.swarm.PeerSource;
import swarmdrive.engine.swarm.Swarm;
import swarmdrive.engine.swarm.SwarmHost;

/** The engine: joins torrents, stores, readers, swarms and the network. */
final class Session implements TorrentEngine, SwarmHost, PeerNetwork.User {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  /** New torrents that meet their peers before anybody reads. */
  private static final int MOST_EXPECTED = 8;

  private final EngineConfig config;
  private final Clock clock;
  private final PeerNetwork network;
  private final PieceVerifier verifier;
  private final Stores stores;
  private final PausedTorrents paused;
  private final RememberedPeers remembered;
  private final ExecutorService loaders = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("engine-timer").daemon().factory());
  private final Map<InfoHash, SessionTorrent> torrents = new ConcurrentHashMap<>();
  private final Bandwidth bandwidth;
  private final PieceBuffers buffers = new PieceBuffers();
  private final ArrayDeque<Swarm> attention = new ArrayDeque<>();
  private final Map<Swarm, Long> due = new HashMap<>();
  private final Set<Swarm> awake = new HashSet<>();
  private volatile int port;
  private volatile boolean closed;

  @Inject
  Session(EngineConfig config, Clock clock) throws IOException {
    this.config = config;
    this.clock = clock;
    this.bandwidth = Bandwidth.ofAll(config.sharing(), System.nanoTime());
    this.network = new PeerNetwork(config, this);
    this.stores = new Stores(config);
    this.paused = new PausedTorrents(config.store().resolve("paused"));
    this.remembered = new RememberedPeers(config.store().resolve("peers"));
    this.verifier = new PieceVerifier();
  }

  EngineConfig config() {
    return config;
  }

  @Override
  public void start() throws IOException {
    stores.open();
    paused.load();
    port = network.start();
  }

  PausedTorrents paused() {
    return paused;
  }

  void execute(Runnable task) {
    network.execute(task);
  }

  /** Runs a task on the swarm thread after a while. */
  void later(Runnable task, long delay, TimeUnit unit) {
    try {
      timer.schedule(() -> execute(task), delay, unit);
    } catch (RejectedExecutionException e) {
      // the engine is closing; the task concerns nobody any more
    }
  }

  @Override
  public Torrent add(Metainfo metainfo) throws IOException {
    SessionTorrent torrent = known(metainfo.magnet());
    if (torrent.metainfo().isEmpty()) {
      attach(torrent, metainfo, stores.open(metainfo), false);
    }
    return torrent;
  }

  @Override
  public Torrent add(Magnet magnet) throws IOException {
    SessionTorrent torrent = known(magnet);
    if (torrent.metainfo().isEmpty()) {
      Optional<Metainfo> saved = stores.metainfo(magnet);
      if (saved.isPresent()) {
        attach(torrent, saved.get(), stores.open(saved.get()), false);
      } else {
        execute(() -> torrent.swarm().keepAwake(true));
      }
    }
    loaders.execute(
        () -> {
          List<InetSocketAddress> peers = PeerNames.resolve(magnet.peers());
          execute(() -> torrent.swarm().addPeers(peers, PeerSource.NAMED));
        });
    return torrent;
  }

  @Override
  public Torrent seed(Metainfo metainfo, Path content, LongConsumer progress) throws IOException {
    PieceStore store = Stores.verifiedContent(metainfo, content, progress);
    SessionTorrent torrent = known(metainfo.magnet());
    if (torrent.metainfo().isPresent()) {
      Stores.close(store);
      throw new IOException(metainfo.name() + " is in the engine already");
    }
    attach(torrent, metainfo, store, true);
    return torrent;
  }

  private SessionTorrent known(Magnet magnet) {
    if (closed) {
      throw new IllegalStateException("the engine is closed");
    }
    return torrents.computeIfAbsent(magnet.infoHash(), key -> create(magnet));
  }

  private SessionTorrent create(Magnet magnet) {
    SessionTorrent torrent = new SessionTorrent(this, magnet, clock.instant());
    network.add(magnet.infoHash(), torrent);
    torrent.restorePause();
    return torrent;
  }

  private void attach(
      SessionTorrent torrent, Metainfo metainfo, PieceStore store, boolean seeding) {
    torrent.attach(metainfo, store);
    store.whenGone(pieces -> execute(() -> torrent.swarm().piecesGone(pieces)));
    BitSet held = store.held();
    BitSet unrecorded = store.unrecorded();
    execute(
        () -> {
          torrent
              .swarm()
              .start(
                  store.geometry(), metainfo.infoBytes(), metainfo.isPrivate(), held, unrecorded);
          torrent.swarm().piecesGone(held); // between the look and now some may have gone
          torrent.swarm().keepAwake(seeding);
          if (held.isEmpty() && unrecorded.isEmpty() && awake.size() < MOST_EXPECTED) {
            torrent.swarm().expectReaders();
          }
        });
    if (stores.isKept(torrent.infoHash())) {
      torrent.wishAll(true);
    }
  }

  boolean isKept(InfoHash infoHash) {
    return stores.isKept(infoHash);
  }

  void keep(SessionTorrent torrent, boolean keep) {
    stores.keep(torrent.infoHash(), keep);
    torrent.wishAll(keep);
  }

  @Override
  public long clear() {
    return stores.clear();
  }

  @Override
  public boolean remove(InfoHash infoHash) {
    boolean removed = forget(infoHash);
    if (removed) {
      stores.keep(infoHash, false);
      execute(() -> remembered.forget(infoHash));
    }
    return removed;
  }

  private boolean forget(InfoHash infoHash) {
    SessionTorrent torrent = torrents.remove(infoHash);
    if (torrent == null) {
      return false;
    }
    network.remove(infoHash);
    torrent.arrivals().end();
    execute(
        () -> {
          torrent.swarm().stop();
          due.remove(torrent.swarm());
          torrent
              .content()
              .ifPresent(content -> loaders.execute(() -> Stores.close(content.store())));
        });
    return true;
  }

  @Override
  public Optional<Torrent> find(InfoHash infoHash) {
    return Optional.ofNullable(torrents.get(infoHash));
  }

  @Override
  public List<Torrent> torrents() {
    return List.copyOf(torrents.values());
  }

  @Override
  public EngineStatus status() {
    return new EngineStatus(
        torrents.size(),
        (int) sum(torrent -> torrent.swarm().peerCount()),
        (int) sum(SessionTorrent::readers),
        sum(SessionTorrent::downloaded),
        sum(SessionTorrent::uploaded),
        verifier.right(),
        verifier.wrong(),
        stores.bytesStored(),
        stores.bytesUsed(),
        config.storeLimit(),
        stores.problem(),
        port);
  }

  private long sum(ToLongFunction<SessionTorrent> count) {
    return torrents.values().stream().mapToLong(count).sum();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    torrents.values().forEach(torrent -> execute(torrent.swarm()::remember));
    List.copyOf(torrents.keySet()).forEach(this::forget);
    network.close();
    remembered.close();
    timer.shutdownNow();
    verifier.close();
    loaders.shutdown();
    try {
      if (!loaders.awaitTermination(2, TimeUnit.SECONDS)) {
        loaders.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stores.close();
  }

  // PeerNetwork.User: on the swarm thread.

  @Override
  public long round() {
    for (int i = attention.size(); i > 0; i--) {
      tick(attention.remove());
    }
    long now = nanoTime();
    long next = Long.MAX_VALUE;
    for (Swarm swarm : List.copyOf(due.keySet())) {
      if (due.getOrDefault(swarm, Long.MAX_VALUE) <= now) {
        tick(swarm);
      }
      next = Math.min(next, due.getOrDefault(swarm, Long.MAX_VALUE));
    }
    return attention.isEmpty() ? next : now;
  }

  private void tick(Swarm swarm) {
    long next = swarm.tick();
    if (next == Long.MAX_VALUE) {
      due.remove(swarm);
    } else {
      due.put(swarm, next);
    }
  }

  private Optional<SessionTorrent> torrent(InfoHash infoHash) {
    return Optional.ofNullable(torrents.get(infoHash));
  }

  @Override
  public @Nullable PeerEvents connected(InfoHash torrent, PeerLink link) {
    SessionTorrent known = torrents.get(torrent);
    return known == null ? null : known.swarm().onConnected(link);
  }

  @Override
  public void connectFailed(InfoHash torrent, InetSocketAddress address) {
    torrent(torrent).ifPresent(known -> known.swarm().onConnectFailed(address));
  }

  @Override
  public void found(InfoHash torrent, Collection<InetSocketAddress> addresses, PeerSource source) {
    torrent(torrent).ifPresent(known -> known.swarm().addPeers(addresses, source));
  }

  @Override
  public int metadataLength(InfoHash torrent) {
    return torrent(torrent).map(known -> known.swarm().metadataLength()).orElse(0);
  }

  @Override
  public boolean mayExchangePeers(InfoHash torrent) {
    return torrent(torrent)
        .flatMap(Torrent::metainfo)
        .map(metainfo -> !metainfo.isPrivate())
        .orElse(true);
  }

  // SwarmHost: on the swarm thread.

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Bandwidth bandwidth() {
    return bandwidth;
  }

  @Override
  public void attention(Swarm swarm) {
    attention.add(swarm);
  }

  @Override
  public void connect(Swarm swarm, InetSocketAddress address) {
    network.connect(swarm.infoHash(), address);
  }

  @Override
  public void verify(Swarm swarm, int piece, ByteBuffer bytes, Consumer<Boolean> done) {
    Optional<SessionTorrent> torrent = torrent(swarm.infoHash());
    Optional<SessionTorrent.Content> content = torrent.flatMap(SessionTorrent::content);
    if (content.isPresent()) {
      verifier.verify(
          content.get().metainfo(),
          piece,
          bytes,
          () -> keep(torrent.get(), content.get().store(), piece, bytes),
          right -> execute(() -> done.accept(right)));
    }
  }

  private static void keep(SessionTorrent torrent, PieceStore store, int piece, ByteBuffer bytes) {
    store.put(piece, bytes);
    torrent.arrivals().arrived(piece);
  }

  @Override
  public void recover(Swarm swarm, int piece, Consumer<Boolean> done) {
    Optional<SessionTorrent> torrent = torrent(swarm.infoHash());
    Optional<SessionTorrent.Content> content = torrent.flatMap(SessionTorrent::content);
    content.ifPresent(
        known ->
            verifier.recover(
                known.metainfo(),
                known.store(),
                piece,
                bytes -> keep(torrent.get(), known.store(), piece, bytes),
                held -> execute(() -> done.accept(held))));
  }

  @Override
  public void load(Swarm swarm, int piece, int offset, int length, Consumer<ByteBuffer> done) {
    Optional<PieceStore> store =
        torrent(swarm.infoHash())
            .flatMap(SessionTorrent::content)
            .map(SessionTorrent.Content::store);
    loaders.execute(
        () -> {
          ByteBuffer bytes =
              store
                  .map(from -> Stores.read(from, piece, offset, length))
                  .orElse(ByteBuffer.allocate(0));
          execute(() -> done.accept(bytes));
        });
  }

  @Override
  public boolean holds(Swarm swarm, int piece) {
    return torrent(swarm.infoHash())
        .flatMap(SessionTorrent::content)
        .map(content -> content.store().holds(piece))
        .orElse(false);
  }

  @Override
  public long roomToKeep() {
    return stores.roomToKeep();
  }

  @Override
  public boolean anybodyWaits() {
    for (Swarm swarm : due.keySet()) {
      if (swarm.waitedFor()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public ByteBuffer takeBuffer(int length) {
    return buffers.take(length);
  }

  @Override
  public void giveBuffer(ByteBuffer buffer) {
    buffers.give(buffer);
  }

  @Override
  public void metadataArrived(Swarm swarm, byte[] infoBytes) {
    torrent(swarm.infoHash())
        .ifPresent(torrent -> loaders.execute(() -> metadataArrived(torrent, infoBytes)));
  }

  private void metadataArrived(SessionTorrent torrent, byte[] infoBytes) {
    try {
      Metainfo metainfo = Metainfo.ofInfo(infoBytes, torrent.magnet());
      stores.save(metainfo);
      attach(torrent, metainfo, stores.open(metainfo), false);
      LOG.atInfo()
          .addKeyValue("torrent", torrent.infoHash())
          .addKeyValue("name", metainfo.name())
          .log("metadata has arrived");
    } catch (IOException e) {
      torrent.problem("metadata: " + e.getMessage());
      LOG.atWarn()
          .addKeyValue("torrent", torrent.infoHash())
          .addKeyValue("reason", e.getMessage())
          .log("metadata is of no use");
    }
  }

  @Override
  public void needsPeers(Swarm swarm, boolean needed) {
    if (!needed) {
      awake.remove(swarm);
      network.stopAnnouncing(swarm.infoHash());
      return;
    }
    awake.add(swarm);
    torrent(swarm.infoHash())
        .ifPresent(
            torrent -> {
              boolean isPrivate = torrent.metainfo().map(Metainfo::isPrivate).orElse(false);
              network.announce(swarm.infoHash(), torrent.trackers(isPrivate), isPrivate);
              remembered.load(
                  swarm.infoHash(), peers -> execute(() -> torrent.swarm().recall(peers)));
            });
  }

  @Override
  public void remember(Swarm swarm, List<KnownPeer> peers) {
    remembered.save(swarm.infoHash(), peers);
  }
}
