package swarmdrive.engine;

import java.io.IOException;
import java.time.Duration;

/** The swarm delivered nothing in time; the wish goes on and a later read may succeed. */
public final class ReadTimeoutException extends IOException {
  public ReadTimeoutException(String what, Duration waited) {
    super(what + ": no data from the swarm within " + waited.toMillis() + " ms");
  }
}
