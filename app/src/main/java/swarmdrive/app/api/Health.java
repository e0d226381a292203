package swarmdrive.app.api;

import swarmdrive.engine.TorrentStatus;

/**
 * What to think of a torrent.
 *
 * @param level {@code good}, {@code fair} or {@code bad}
 * @param reason one line
 */
record Health(String level, String reason) {
  /** Above this the first byte waits noticeably for its whole piece. */
  private static final int LARGE_PIECES = 4 << 20;

  static Health good(String reason) {
    return new Health("good", reason);
  }

  static Health fair(String reason) {
    return new Health("fair", reason);
  }

  static Health bad(String reason) {
    return new Health("bad", reason);
  }

  /**
   * Judges.
   *
   * @param pieceLength bytes; 0 while metadata is missing
   */
  static Health of(TorrentStatus status, int pieceLength, boolean paused) {
    if (!status.problem().isEmpty()) {
      return bad(status.problem());
    }
    if (paused) {
      return fair("paused");
    }
    boolean lonely = status.peers() == 0;
    return switch (status.state()) {
      case COMPLETE -> good("everything is here");
      case FETCHING_METADATA ->
          lonely ? bad("nobody is there to give the metadata") : fair("waits for the metadata");
      case DOWNLOADING -> lonely ? bad("nobody is there to give it") : speed(pieceLength);
      case IDLE -> speed(pieceLength);
    };
  }

  private static Health speed(int pieceLength) {
    return pieceLength >= LARGE_PIECES
        ? fair("pieces of " + (pieceLength >> 20) + " MiB: first bytes come late")
        : good("fetched as it is read");
  }
}
