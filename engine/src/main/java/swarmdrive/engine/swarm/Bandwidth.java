package swarmdrive.engine.swarm;

import swarmdrive.engine.Sharing;

/**
 * What may be taken from and given to peers now: by one torrent within its own rates, and by all
 * within theirs. Runs on the swarm thread.
 */
public final class Bandwidth {
  private final TokenBucket download;
  private final TokenBucket upload;

  private Bandwidth(long downloadLimit, long uploadLimit, long now) {
    download = new TokenBucket(downloadLimit, now);
    upload = new TokenBucket(uploadLimit, now);
  }

  /** That of all torrents together. */
  public static Bandwidth ofAll(Sharing sharing, long now) {
    return new Bandwidth(sharing.downloadLimit(), sharing.uploadLimit(), now);
  }

  static Bandwidth ofOne(Sharing sharing, long now) {
    return new Bandwidth(sharing.torrentDownloadLimit(), sharing.torrentUploadLimit(), now);
  }

  boolean downloadLimited() {
    return download.limited();
  }

  long downloadable(long now) {
    return download.available(now);
  }

  long uploadable(long now) {
    return upload.available(now);
  }

  void requested(long bytes) {
    download.take(bytes);
  }

  /** A request was taken back. */
  void notRequested(long bytes) {
    download.giveBack(bytes);
  }

  void given(long bytes) {
    upload.take(bytes);
  }
}
