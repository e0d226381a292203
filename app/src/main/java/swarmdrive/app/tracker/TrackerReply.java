package swarmdrive.app.tracker;

import java.io.ByteArrayOutputStream;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A tracker's answers in bencoding, peers compact (BEP 7, 23). Keys are in order. */
final class TrackerReply {
  private TrackerReply() {}

  static byte[] failure(String reason) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    return join("d14:failure reason" + text.length + ":", text, "e");
  }

  static byte[] of(Swarms.Answer answer) {
    byte[] peers = compact(answer.peers(), false);
    byte[] peers6 = compact(answer.peers(), true);
    String head =
        "d8:completei"
            + answer.complete()
            + "e10:incompletei"
            + answer.incomplete()
            + "e8:intervali"
            + Swarms.INTERVAL.toSeconds()
            + "e5:peers"
            + peers.length
            + ":";
    return join(head, peers, "6:peers6" + peers6.length + ":", peers6, "e");
  }

  private static byte[] compact(List<InetSocketAddress> peers, boolean six) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (InetSocketAddress peer : peers) {
      if (peer.getAddress() instanceof Inet6Address == six) {
        bytes.writeBytes(peer.getAddress().getAddress());
        bytes.write(peer.getPort() >> 8);
        bytes.write(peer.getPort());
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] join(Object... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Object part : parts) {
      bytes.writeBytes(
          part instanceof byte[] raw ? raw : part.toString().getBytes(StandardCharsets.US_ASCII));
    }
    return bytes.toByteArray();
  }
}
