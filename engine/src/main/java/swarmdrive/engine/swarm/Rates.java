package swarmdrive.engine.swarm;

import swarmdrive.engine.piece.PieceGeometry;

/** One torrent's rates within those of all torrents. Runs on the swarm thread. */
final class Rates {
  private final Bandwidth one;
  private final Bandwidth all;

  Rates(Bandwidth one, Bandwidth all) {
    this.one = one;
    this.all = all;
  }

  /** Blocks that may be asked for now. */
  long requestable(long now) {
    long bytes = Math.min(one.downloadable(now), all.downloadable(now));
    return Math.ceilDiv(bytes, PieceGeometry.BLOCK_LENGTH);
  }

  void requested(int length) {
    one.requested(length);
    all.requested(length);
  }

  /** A request was taken back, or will never be answered. */
  void notRequested(int length) {
    one.notRequested(length);
    all.notRequested(length);
  }

  boolean mayGive(long now) {
    return one.uploadable(now) > 0 && all.uploadable(now) > 0;
  }

  void giving(int length) {
    one.given(length);
    all.given(length);
  }

  boolean downloadLimited() {
    return one.downloadLimited() || all.downloadLimited();
  }
}
