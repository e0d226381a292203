package swarmdrive.engine.piece;

import java.time.Duration;

/** Runs work later on a thread where blocking does no harm, one task at a time. */
interface Background {
  void run(Runnable task, Duration delay);
}
