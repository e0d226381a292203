package swarmdrive.app;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.app.log.LogFile;

/**
 * Closes what a command opened, the last first, when the process is told to stop: Ctrl-C, SIGTERM,
 * or a normal end. Takes a bounded time whatever happens; the exit code is the signal's.
 */
final class Shutdown {
  private static final Logger log = LoggerFactory.getLogger(Shutdown.class);

  /** Service managers kill after 90 s, containers after 10 s. */
  private static final Duration MOST = Duration.ofSeconds(18);

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Closeable> parts = new ArrayDeque<>();
  private final CountDownLatch never = new CountDownLatch(1);
  private boolean ended;

  Shutdown() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::run, "shutdown"));
  }

  /** Closes this, too; at once if the end has come already. */
  <T extends Closeable> T add(T part) {
    lock.lock();
    try {
      if (!ended) {
        parts.push(part);
        return part;
      }
    } finally {
      lock.unlock();
    }
    close(part);
    return part;
  }

  /** Waits for the end of the process. */
  void await() throws InterruptedException {
    never.await();
  }

  private void run() {
    Thread closing = Thread.ofPlatform().daemon().name("closing").start(this::closeAll);
    try {
      closing.join(MOST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    LogFile.close();
  }

  void closeAll() {
    Closeable part = next();
    while (part != null) {
      close(part);
      part = next();
    }
  }

  private @Nullable Closeable next() {
    lock.lock();
    try {
      ended = true;
      return parts.poll();
    } finally {
      lock.unlock();
    }
  }

  private static void close(Closeable part) {
    try {
      part.close();
    } catch (IOException | RuntimeException e) {
      log.atWarn().addKeyValue("problem", e).log("not closed cleanly");
    }
  }
}
