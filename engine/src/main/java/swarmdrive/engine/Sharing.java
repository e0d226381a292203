package swarmdrive.engine;

import java.time.Duration;

/**
 * How much is given and taken. Rates are of blocks, in bytes per second; 0 is no limit.
 *
 * @param upload whether held pieces are given to peers at all
 * @param slots peers of one torrent that are given to at a time; one of them is drawn in turn,
 *     whatever it gives
 * @param downloadLimit of all torrents
 * @param uploadLimit of all torrents
 * @param torrentDownloadLimit of one torrent
 * @param torrentUploadLimit of one torrent
 * @param ratio bytes given per byte taken or held after which a torrent gives no more; 0: never
 * @param time after which a torrent that nobody reads gives no more; zero: never
 */
public record Sharing(
    boolean upload,
    int slots,
    long downloadLimit,
    long uploadLimit,
    long torrentDownloadLimit,
    long torrentUploadLimit,
    double ratio,
    Duration time) {

  /** The highest rate that can be told, 1 TiB/s. */
  public static final long HIGHEST_RATE = 1L << 40;

  /** Everything is given, to eight at a time. */
  public static final Sharing UNLIMITED = new Sharing(true, 8, 0, 0, 0, 0, 0, Duration.ZERO);

  public Sharing {
    require(slots >= 1 && slots <= 10_000, "slots", slots);
    for (long rate :
        new long[] {downloadLimit, uploadLimit, torrentDownloadLimit, torrentUploadLimit}) {
      require(rate >= 0 && rate <= HIGHEST_RATE, "rate", rate);
    }
    require(ratio >= 0 && ratio <= 1e6, "ratio", ratio);
    require(!time.isNegative() && time.toDays() <= 10_000, "time", time);
  }

  private static void require(boolean right, String name, Object value) {
    if (!right) {
      throw new IllegalArgumentException(name + " is out of range: " + value);
    }
  }
}
