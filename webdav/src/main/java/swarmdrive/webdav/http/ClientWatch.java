package swarmdrive.webdav.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tells when to give a client up: one that keeps the server waiting for a head, for the next
 * request or for room in its socket, and one that is gone without having said so. Asked some times
 * a second; belongs to the connection's I/O thread but for {@link #isDue}.
 */
final class ClientWatch {
  /** What to do with the client now. */
  enum Verdict {
    KEEP,
    /** Send something harmless, to see whether anybody is there. */
    PROBE,
    CLOSE
  }

  private static final long PROBE_NANOS = 200_000_000L;
  private static final long GONE_NANOS = 1_000_000_000L;
  private static final long NEVER = Long.MAX_VALUE;

  private final long progressNanos;
  private volatile long deadline = NEVER;
  private long writtenBefore;
  private long stalledSince = NEVER;

  /**
   * @param progressTimeout how long a client may take nothing of what is ready for it
   */
  ClientWatch(Duration progressTimeout) {
    progressNanos = progressTimeout.toNanos();
  }

  /** The server waits for the client: at most so long from now. */
  void expect(Duration patience) {
    deadline = System.nanoTime() + patience.toNanos();
  }

  /** A request is being answered: the server is at work. */
  void work() {
    deadline = NEVER;
    stalledSince = NEVER;
  }

  /** Whether there may be something to do. Any thread. */
  boolean isDue(long now) {
    long until = deadline;
    return until == NEVER || now - until > 0;
  }

  /**
   * Judges.
   *
   * @param written bytes that the socket has taken since the connection began
   * @param inputClosed whether the client has closed its sending side
   */
  Verdict judge(long now, @Nullable Exchange exchange, long written, boolean inputClosed) {
    if (deadline != NEVER) {
      return now - deadline > 0 ? Verdict.CLOSE : Verdict.KEEP;
    }
    boolean moved = written != writtenBefore;
    writtenBefore = written;
    if (exchange == null || moved) {
      stalledSince = NEVER;
      return Verdict.KEEP;
    }
    if (!exchange.response().window().isEmpty()) {
      return stalled(now);
    }
    stalledSince = NEVER;
    return inputClosed ? silent(exchange, exchange.waitedForContent(now)) : Verdict.KEEP;
  }

  private Verdict stalled(long now) {
    if (stalledSince == NEVER) {
      stalledSince = now;
    }
    return now - stalledSince > progressNanos ? Verdict.CLOSE : Verdict.KEEP;
  }

  /**
   * A client that closed its sending side either waits for its answer or is gone; TCP tells the two
   * apart only when something is sent. While content is waited for, an interim response before the
   * head does no harm: one that is gone answers with a reset. In mid-body there is nothing harmless
   * to send, and nobody half-closes to wait for a body at the pace of a swarm.
   *
   * @param waited nanoseconds that the request's thread has been waiting for content
   */
  private static Verdict silent(Exchange exchange, long waited) {
    if (exchange.response().begun()) {
      return waited > GONE_NANOS ? Verdict.CLOSE : Verdict.KEEP;
    }
    return exchange.request().http11() && waited > PROBE_NANOS ? Verdict.PROBE : Verdict.KEEP;
  }
}
