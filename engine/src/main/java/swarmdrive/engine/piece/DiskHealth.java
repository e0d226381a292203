package swarmdrive.engine.piece;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the disk takes pieces. After a failure it is left alone for a while, longer after each
 * further one; the log says once that it failed and once that it works again. Thread-safe.
 */
final class DiskHealth {
  private static final Logger LOG = LoggerFactory.getLogger(DiskHealth.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** A disk that is nearly full fails now and then: pauses shrink only after a long good time. */
  private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(10);

  private final Path folder;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private Duration pause = FIRST_PAUSE; // under the lock
  private Instant lastFailure = Instant.MIN; // under the lock
  private volatile Instant retryAt = Instant.MIN;
  private volatile String problem = "";

  DiskHealth(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** One line for the user; empty while the disk works. */
  String problem() {
    return problem;
  }

  boolean mayTry() {
    return problem.isEmpty() || !clock.instant().isBefore(retryAt);
  }

  /** How long to wait before the next try; zero while the disk works. */
  Duration untilRetry() {
    if (problem.isEmpty()) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(clock.instant(), retryAt);
    return left.isNegative() ? Duration.ZERO : left;
  }

  void failed(IOException failure) {
    String reason = reason(failure);
    boolean first;
    lock.lock();
    try {
      first = problem.isEmpty();
      Instant now = clock.instant();
      if (first || !now.isBefore(retryAt)) { // else it was on the way when the first one failed
        pause = nextPause(now);
        lastFailure = now;
        retryAt = now.plus(pause);
        problem = "the disk takes no pieces in " + folder + ": " + reason;
      }
    } finally {
      lock.unlock();
    }
    if (first) {
      LOG.atWarn()
          .addKeyValue("folder", folder)
          .addKeyValue("reason", reason)
          .log("the disk takes no pieces, they are kept in memory for a while");
    }
  }

  private Duration nextPause(Instant now) {
    if (lastFailure.equals(Instant.MIN) || now.isAfter(lastFailure.plus(FORGIVEN_AFTER))) {
      return FIRST_PAUSE;
    }
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  void worked() {
    if (problem.isEmpty()) {
      return;
    }
    boolean again;
    lock.lock();
    try {
      again = !problem.isEmpty();
      problem = "";
    } finally {
      lock.unlock();
    }
    if (again) {
      LOG.atInfo().addKeyValue("folder", folder).log("the disk takes pieces again");
    }
  }

  static String reason(IOException failure) {
    if (failure instanceof FileSystemException e && e.getReason() != null) {
      return e.getReason();
    }
    String message = failure.getMessage();
    return message == null || failure instanceof FileSystemException
        ? failure.getClass().getSimpleName() + (message == null ? "" : " " + message)
        : message.lines().findFirst().orElse("");
  }
}
