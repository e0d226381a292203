package swarmdrive.engine.bt;

import bt.metainfo.TorrentId;
import bt.net.PeerId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import swarmdrive.engine.InfoHash;

/** Who we are and how bt-core names what others name otherwise. */
final class Identity {
  private static final byte[] CLIENT = "-SW0100-".getBytes(StandardCharsets.US_ASCII);

  private Identity() {}

  /** A new peer id in the style of BEP 20. */
  static PeerId newPeerId() {
    byte[] id = new byte[PeerId.length()];
    new SecureRandom().nextBytes(id);
    System.arraycopy(CLIENT, 0, id, 0, CLIENT.length);
    return PeerId.fromBytes(id);
  }

  static TorrentId id(InfoHash infoHash) {
    return TorrentId.fromBytes(infoHash.toBytes());
  }

  static InfoHash infoHash(TorrentId id) {
    return InfoHash.of(id.getBytes());
  }
}
