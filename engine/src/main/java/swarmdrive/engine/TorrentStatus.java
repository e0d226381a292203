package swarmdrive.engine;

/**
 * What a torrent is doing at one moment.
 *
 * @param state what it is doing
 * @param pieces number of pieces; 0 while metadata is missing
 * @param piecesHeld verified pieces in the store
 * @param peers connected peers
 * @param readers open readers
 * @param bytesReceived block bytes received from the swarm since start, duplicates and bad ones
 *     included
 * @param bytesSent block bytes sent to the swarm since start
 * @param bytesWasted block bytes received that were not needed or failed their hash
 * @param problem one line for the user when something is wrong, else empty
 */
public record TorrentStatus(
    State state,
    int pieces,
    int piecesHeld,
    int peers,
    int readers,
    long bytesReceived,
    long bytesSent,
    long bytesWasted,
    String problem) {
  /** What the torrent does now. */
  public enum State {
    /** A magnet without its metadata yet. */
    FETCHING_METADATA,
    /** Nobody reads. */
    IDLE,
    /** Some reader waits or reads ahead. */
    DOWNLOADING,
    /** All pieces are held. */
    COMPLETE
  }
}
