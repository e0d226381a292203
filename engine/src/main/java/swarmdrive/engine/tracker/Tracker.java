package swarmdrive.engine.tracker;

import java.io.IOException;

/** One tracker, by its URL. For any thread. */
interface Tracker {
  /**
   * Tells it of us and asks for others; waits for a minute at most.
   *
   * @throws IOException one line: it does not answer, or says no
   */
  TrackerAnswer announce(Announce announce) throws IOException, InterruptedException;
}
