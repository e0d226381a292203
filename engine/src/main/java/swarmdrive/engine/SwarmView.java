package swarmdrive.engine;

import java.net.InetSocketAddress;
import java.util.BitSet;
import java.util.List;

/**
 * A torrent's pieces and peers at one moment.
 *
 * @param held verified pieces in the store; a copy
 * @param fetching pieces of which some block was asked for or has come; a copy
 * @param peers connected ones
 */
public record SwarmView(BitSet held, BitSet fetching, List<PeerView> peers) {
  public SwarmView {
    peers = List.copyOf(peers);
  }

  /**
   * One connected peer.
   *
   * @param address its end of the connection
   * @param incoming whether it came to us: then the port is not where it listens
   * @param pieces that it has, as far as it said
   * @param rate bytes per second that it delivers while it is asked for something
   * @param requests blocks asked of it that have not come
   * @param choking whether it refuses to give anything
   * @param interested whether it wants something of us
   */
  public record PeerView(
      InetSocketAddress address,
      boolean incoming,
      int pieces,
      long rate,
      int requests,
      boolean choking,
      boolean interested) {}
}
