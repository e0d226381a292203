package swarmdrive.app.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import swarmdrive.engine.EngineStatus;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.Torrent;
import swarmdrive.engine.TorrentEngine;
import swarmdrive.engine.metainfo.Magnet;
import swarmdrive.engine.metainfo.Metainfo;

/**
 * An engine whose swarm is a table: it has the torrents that were {@link #offer offered}, all at
 * once. Faults: {@link #silence} lets every read wait, {@link #refuse} lets every add fail.
 */
public final class FakeTorrentEngine implements TorrentEngine {
  final Map<InfoHash, TestTorrents.Made> swarm = new ConcurrentHashMap<>();
  final AtomicInteger openReaders = new AtomicInteger();
  final AtomicLong bytesRead = new AtomicLong();
  volatile boolean silent;
  volatile @Nullable Path store;
  private volatile @Nullable String refusal;
  private volatile @Nullable RuntimeException fault;
  private final Map<InfoHash, FakeTorrent> torrents = new ConcurrentHashMap<>();
  private final List<InfoHash> removed = new ArrayList<>();

  /** The swarm has this torrent from now on; it comes as soon as somebody reads. */
  public TestTorrents.Made offer(TestTorrents.Made made) {
    swarm.put(made.metainfo().infoHash(), made);
    return made;
  }

  /** Reads wait, until their time is over or the swarm speaks again. */
  public void silence(boolean on) {
    silent = on;
    torrents.values().forEach(FakeTorrent::wake);
  }

  /** Adding fails with this problem; null: it works again. */
  public void refuse(@Nullable String problem) {
    refusal = problem;
  }

  /** Files in this folder hold what was read, so that it can be located. */
  public void storeIn(Path folder) {
    store = folder;
  }

  /** The metadata of a magnet's torrent comes, from what was offered. */
  public void metadataArrives(InfoHash infoHash) {
    java.util.Objects.requireNonNull(torrents.get(infoHash))
        .become(java.util.Objects.requireNonNull(swarm.get(infoHash)).metainfo());
  }

  public int openReaders() {
    return openReaders.get();
  }

  /** Bytes that readers got since the start. */
  public long bytesRead() {
    return bytesRead.get();
  }

  /** What was removed, in order. */
  public List<InfoHash> removed() {
    return List.copyOf(removed);
  }

  @Override
  public void start() {}

  @Override
  public Torrent add(Metainfo metainfo) throws IOException {
    refuseIfTold();
    FakeTorrent torrent =
        torrents.computeIfAbsent(
            metainfo.infoHash(), hash -> new FakeTorrent(this, hash, metainfo.name(), metainfo));
    torrent.become(metainfo);
    return torrent;
  }

  @Override
  public Torrent add(Magnet magnet) throws IOException {
    refuseIfTold();
    return torrents.computeIfAbsent(
        magnet.infoHash(),
        hash -> new FakeTorrent(this, hash, magnet.name().orElse(hash.toHex()), null));
  }

  /** Adding fails as if the engine had a fault; null: it works again. */
  public void fail(@Nullable RuntimeException with) {
    fault = with;
  }

  private void refuseIfTold() throws IOException {
    RuntimeException failing = fault;
    if (failing != null) {
      throw failing;
    }
    String problem = refusal;
    if (problem != null) {
      throw new IOException(problem);
    }
  }

  @Override
  public Torrent seed(Metainfo metainfo, Path content, LongConsumer progress) throws IOException {
    return add(metainfo);
  }

  @Override
  public boolean remove(InfoHash infoHash) {
    FakeTorrent torrent = torrents.remove(infoHash);
    if (torrent == null) {
      return false;
    }
    removed.add(infoHash);
    torrent.end();
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
        torrents.size(), 3, openReaders(), bytesRead(), 4, 5, 6, 7, 8, 9, "", 42881);
  }

  @Override
  public long clear() {
    return 0;
  }

  @Override
  public void close() {
    torrents.keySet().forEach(this::remove);
  }
}
