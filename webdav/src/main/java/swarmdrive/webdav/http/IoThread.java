package swarmdrive.webdav.http;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.apache.mina.transport.socket.nio.NioProcessor;

/** One of MINA's I/O threads, which also runs what other threads want done on it. */
final class IoThread extends NioProcessor {
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
      task.run();
    }
    return super.select(timeout);
  }
}
