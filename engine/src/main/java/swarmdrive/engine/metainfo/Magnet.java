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
 * @param selected {@code so} (BEP 53), the files that are meant; empty: all
 */
public record Magnet(
    InfoHash infoHash,
    Optional<String> name,
    List<String> trackers,
    List<InetSocketAddress> peers,
    List<FileNumbers> selected) {
  /** All files are meant. */
  public Magnet(
      InfoHash infoHash,
      Optional<String> name,
      List<String> trackers,
      List<InetSocketAddress> peers) {
    this(infoHash, name, trackers, peers, List.of());
  }

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
