package swarmdrive.webdav.http;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.apache.mina.transport.socket.nio.NioProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of MINA's I/O threads, which also runs what other threads want done on it. */
final class IoThread extends NioProcessor {
  private static final Logger log = LoggerFactory.getLogger(IoThread.class);

  private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();

  IoThread(Executor executor) {
    super(executor);
  }

  /** Runs the task soon on this thread, as long as it has connections. Any thread. */
  void execute(Runnable task) {
    tasks.add(task);
    wakeup();
  }

  @Override
  protected int select(long timeout) throws Exception {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      runSafely(task);
    }
    return super.select(timeout);
  }

  /** MINA answers an exception in its loop with a second of sleep, for all connections. */
  private static void runSafely(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("A task of an I/O thread failed");
    }
  }
}
