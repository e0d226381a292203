package swarmdrive.engine.tracker;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a tracker answered.
 *
 * @param peers of the torrent, ourselves perhaps among them
 * @param interval until it wants to hear of us again
 */
record TrackerAnswer(List<InetSocketAddress> peers, Duration interval) {
  /** Peers taken from one answer; more were asked for by nobody. */
  static final int MAX_PEERS = 1000;

  static final int IPV4_LENGTH = 6;
  static final int IPV6_LENGTH = 18;
  private static final long LONGEST_SECONDS = 24 * 3600;

  TrackerAnswer {
    peers = List.copyOf(peers);
  }

  static Duration interval(long seconds) {
    return Duration.ofSeconds(Math.clamp(seconds, 0, LONGEST_SECONDS));
  }

  /**
   * Reads addresses in compact form (BEP 23, 7); an incomplete one at the end is ignored.
   *
   * @param length of one, with its port
   */
  static List<InetSocketAddress> compact(ByteBuffer bytes, int length) {
    List<InetSocketAddress> peers = new ArrayList<>();
    while (bytes.remaining() >= length && peers.size() < MAX_PEERS) {
      byte[] address = new byte[length - 2];
      bytes.get(address);
      int port = Short.toUnsignedInt(bytes.getShort());
      if (port > 0) {
        peers.add(new InetSocketAddress(address(address), port));
      }
    }
    return peers;
  }

  static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
