package swarmdrive.engine.read;

import org.jspecify.annotations.Nullable;
import swarmdrive.engine.swarm.Wish;

/** Where readers tell what they want. For any thread; never blocks. */
public interface Wishing {
  /** A reader was opened. */
  void opened(FileReader reader);

  /** Replaces what the reader wants. */
  void wish(Object reader, Wish wish);

  /**
   * The reader is closed.
   *
   * @param lingering what somebody will ask for again soon, since the reader gave up waiting for
   *     it; null for nothing
   */
  void closed(FileReader reader, @Nullable Wish lingering);
}
