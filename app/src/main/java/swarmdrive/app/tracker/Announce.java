package swarmdrive.app.tracker;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import swarmdrive.engine.InfoHash;

/**
 * What a peer says to a tracker (BEP 3).
 *
 * @param peer where it can be reached: the address that it came from and the port that it names
 * @param complete whether it has everything
 * @param stopped whether it leaves
 * @param wanted peers that it asks for, at most
 */
record Announce(
    InfoHash infoHash, InetSocketAddress peer, boolean complete, boolean stopped, int wanted) {
  /** More are of no use in one answer. */
  static final int MOST_WANTED = 200;

  static final int USUALLY_WANTED = 50;

  /**
   * Reads a query.
   *
   * @throws IllegalArgumentException with one line for the peer
   */
  static Announce of(AnnounceQuery query, InetAddress from) {
    byte[] infoHash = query.bytes("info_hash");
    if (infoHash.length != InfoHash.LENGTH) {
      throw new IllegalArgumentException("info_hash must have 20 bytes");
    }
    long port = query.number("port", -1);
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port must be from 1 to 65535");
    }
    long wanted = query.number("numwant", USUALLY_WANTED);
    return new Announce(
        InfoHash.of(infoHash),
        new InetSocketAddress(from, (int) port),
        query.number("left", 1) == 0,
        query.text("event").equals("stopped"),
        Math.clamp(wanted, 0, MOST_WANTED));
  }
}
