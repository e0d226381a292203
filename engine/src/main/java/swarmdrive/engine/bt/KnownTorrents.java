package swarmdrive.engine.bt;

import bt.data.Storage;
import bt.metainfo.Torrent;
import bt.metainfo.TorrentId;
import bt.net.ConnectionKey;
import bt.processor.ProcessingContext;
import bt.torrent.TorrentDescriptor;
import bt.torrent.TorrentRegistry;
import bt.torrent.TorrentSessionState;
import bt.torrent.callbacks.FileDownloadCompleteCallback;
import bt.torrent.fileselector.FilePrioritySelector;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What bt-core's trackers and DHT need to know of our torrents: which there are, and how far each
 * is. For any thread.
 */
final class KnownTorrents implements TorrentRegistry {
  /** How far a torrent is, in bytes. */
  interface Progress {
    long downloaded();

    long uploaded();

    /** Bytes that are missing; {@link TorrentSessionState#UNKNOWN} without metadata. */
    long left();
  }

  private final Map<TorrentId, Descriptor> torrents = new ConcurrentHashMap<>();

  void add(TorrentId id, Progress progress) {
    torrents.put(id, new Descriptor(new State(progress)));
  }

  void remove(TorrentId id) {
    torrents.remove(id);
  }

  @Override
  public Collection<TorrentId> getTorrentIds() {
    return torrents.keySet();
  }

  @Override
  public Optional<TorrentDescriptor> getDescriptor(TorrentId torrentId) {
    return Optional.ofNullable(torrents.get(torrentId));
  }

  @Override
  public boolean isSupportedAndActive(TorrentId torrentId) {
    return torrents.containsKey(torrentId);
  }

  @Override
  public Collection<Torrent> getTorrents() {
    return List.of();
  }

  @Override
  public Optional<Torrent> getTorrent(TorrentId torrentId) {
    return Optional.empty();
  }

  @Override
  public Optional<TorrentDescriptor> getDescriptor(Torrent torrent) {
    return getDescriptor(torrent.getTorrentId());
  }

  @Override
  @Deprecated
  public TorrentDescriptor getOrCreateDescriptor(Torrent torrent, Storage storage) {
    throw new UnsupportedOperationException("torrents are added by the engine");
  }

  @Override
  public TorrentDescriptor register(
      Torrent torrent, Storage storage, FileDownloadCompleteCallback callback) {
    throw new UnsupportedOperationException("torrents are added by the engine");
  }

  @Override
  public void registerSessionState(TorrentId torrentId, TorrentSessionState state) {
    throw new UnsupportedOperationException("torrents are added by the engine");
  }

  @Override
  public TorrentDescriptor register(TorrentId torrentId) {
    throw new UnsupportedOperationException("torrents are added by the engine");
  }

  private record Descriptor(State state) implements TorrentDescriptor {
    @Override
    public boolean isActive() {
      return true;
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public void complete() {}

    @Override
    @SuppressWarnings("NullAway") // bt-core takes null for "no data yet"
    public bt.data.DataDescriptor getDataDescriptor() {
      return null;
    }

    @Override
    public Optional<TorrentSessionState> getSessionState() {
      return Optional.of(state);
    }
  }

  private record State(Progress progress) implements TorrentSessionState {
    @Override
    public long getDownloaded() {
      return progress.downloaded();
    }

    @Override
    public long getUploaded() {
      return progress.uploaded();
    }

    @Override
    public long getLeft() {
      return progress.left();
    }

    @Override
    public int getPiecesTotal() {
      return 0;
    }

    @Override
    public int getPiecesComplete() {
      return 0;
    }

    @Override
    public int getPiecesIncomplete() {
      return 0;
    }

    @Override
    public int getPiecesRemaining() {
      return 0;
    }

    @Override
    public int getPiecesSkipped() {
      return 0;
    }

    @Override
    public int getPiecesNotSkipped() {
      return 0;
    }

    @Override
    public boolean startedAsSeed() {
      return progress.left() == 0;
    }

    @Override
    public Set<ConnectionKey> getConnectedPeers() {
      return Set.of();
    }

    @Override
    public boolean updateFileDownloadPriority(
        ProcessingContext context, FilePrioritySelector selector) {
      return false;
    }
  }
}
