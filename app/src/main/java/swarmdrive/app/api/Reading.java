package swarmdrive.app.api;

import java.util.List;
import swarmdrive.engine.ReaderView;
import swarmdrive.engine.Torrent;

/**
 * One open reader.
 *
 * @param file its path in the torrent
 * @param size of the file, in bytes
 * @param position in the file that was asked for last
 * @param waiting whether it waits for a piece to come
 * @param piece that it waits for; 0 if it does not
 */
record Reading(String file, long size, long position, boolean waiting, int piece) {
  /** Enough to tell what is going on. */
  private static final int MOST = 20;

  static List<Reading> of(Torrent torrent) {
    return torrent.reading(MOST).stream().map(Reading::of).toList();
  }

  private static Reading of(ReaderView reader) {
    return new Reading(
        reader.file(),
        reader.size(),
        reader.position(),
        reader.waitingFor().isPresent(),
        reader.waitingFor().orElse(0));
  }
}
