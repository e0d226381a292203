package swarmdrive.engine.tracker;

import swarmdrive.engine.InfoHash;

/**
 * What a tracker is told of us.
 *
 * @param peerId 20 characters, a byte each (BEP 20)
 * @param port of TCP, where peers reach us
 * @param left bytes that are missing, not negative
 */
record Announce(
    InfoHash torrent,
    String peerId,
    int port,
    long uploaded,
    long downloaded,
    long left,
    Event event) {

  /** Peers asked for. */
  static final int PEERS_WANTED = 100;

  /** Why it is told now; in UDP's order (BEP 15). */
  enum Event {
    NONE,
    COMPLETED,
    STARTED,
    STOPPED
  }
}
