package swarmdrive.engine.metainfo;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.MetainfoException;

/**
 * A magnet link of a version 1 torrent (BEP 9). Immutable.
 *
 * @param infoHash from {@code xt=urn:btih:}, 40 hexadecimal or 32 base32 digits
 * @param name {@code dn}
 * @param trackers each {@code tr}
 * @param peers each {@code x.pe}, unresolved addresses
 */
public record Magnet(
    InfoHash infoHash,
    Optional<String> name,
    List<String> trackers,
    List<InetSocketAddress> peers) {

  /**
   * Reads one link; blanks and line ends around it do not matter.
   *
   * @throws MetainfoException one line that says what is wrong with it
   */
  public static Magnet parse(String link) throws MetainfoException {
    return MagnetLink.parse(link);
  }

  /** The link, percent-encoded. */
  @Override
  public String toString() {
    return MagnetLink.format(this);
  }
}
