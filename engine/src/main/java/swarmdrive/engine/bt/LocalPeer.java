package swarmdrive.engine.bt;

import bt.metainfo.TorrentId;
import bt.net.Peer;
import bt.net.PeerId;
import bt.peer.IPeerRegistry;
import bt.peer.PeerOptions;
import bt.tracker.AnnounceKey;
import java.net.InetAddress;
import java.util.Optional;

/** Tells bt-core's trackers who we are. Collecting peers is {@link Announcer}'s. */
final class LocalPeer implements IPeerRegistry {
  private final Peer self;

  LocalPeer(int port, PeerId id) {
    self = new Self(port, id);
  }

  /**
   * Without an address: trackers see where we come from, and a local address is of no use to them.
   */
  private record Self(int port, PeerId id) implements Peer {
    @Override
    @SuppressWarnings("NullAway") // bt-core takes null for "do not tell"
    public InetAddress getInetAddress() {
      return null;
    }

    @Override
    public boolean isPortUnknown() {
      return false;
    }

    @Override
    public int getPort() {
      return port;
    }

    @Override
    public Optional<PeerId> getPeerId() {
      return Optional.of(id);
    }

    @Override
    public PeerOptions getOptions() {
      return PeerOptions.defaultOptions();
    }
  }

  @Override
  public Peer getLocalPeer() {
    return self;
  }

  @Override
  public void addPeer(TorrentId torrentId, Peer peer) {
    throw new UnsupportedOperationException("peers are added to the swarm");
  }

  @Override
  public void addPeerSource(TorrentId torrentId, AnnounceKey announceKey) {
    throw new UnsupportedOperationException("trackers are announced to by Announcer");
  }

  @Override
  public void triggerPeerCollection(TorrentId torrentId) {
    throw new UnsupportedOperationException("trackers are announced to by Announcer");
  }
}
