package swarmdrive.engine.swarm;

/** Where a peer's address comes from. */
public enum PeerSource {
  /** The magnet link, or somebody who knows. */
  NAMED,

  /** One of the torrent's trackers. */
  TRACKER,

  /**
   * DHT, local discovery, other peers, or the peer itself: nothing of that is for private torrents
   * (BEP 27), nor without discovery.
   */
  FOUND;

  /** The address is the torrent's own business. */
  boolean own() {
    return this != FOUND;
  }
}
