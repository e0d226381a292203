package swarmdrive.engine.bt;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The swarm thread: reads and writes all peer connections and runs what is handed to it, in order.
 * Nothing on it may wait. After each round of input it calls the swarms, then sends what they had
 * to say, many messages in one packet.
 */
final class PeerLoop implements Executor, Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(PeerLoop.class);

  /** Bytes read from a connection in one go. */
  static final int READ_BUFFER = 512 << 10;

  private static final long MAX_SLEEP_MILLIS = 10_000;

  private final Selector selector;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean wakeupPending = new AtomicBoolean();
  private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BUFFER);
  private final ArrayDeque<WireConnection> unflushed = new ArrayDeque<>();
  private final LongSupplier round;
  private final LongSupplier nanoTime;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param round called after each round of input; returns when to be called again at the latest,
   *     by {@code nanoTime}
   */
  PeerLoop(LongSupplier round, LongSupplier nanoTime) throws IOException {
    this.selector = Selector.open();
    this.round = round;
    this.nanoTime = nanoTime;
    this.thread = Thread.ofPlatform().name("swarm").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Runs a task on the swarm thread soon; for any thread. */
  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (Thread.currentThread() != thread && wakeupPending.compareAndSet(false, true)) {
      selector.wakeup();
    }
  }

  /** Takes a connection over; on the swarm thread. */
  void register(WireConnection connection, SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    connection.registered(channel.register(selector, SelectionKey.OP_READ, connection));
  }

  /** The connection has something to send at the end of this round. */
  void flushLater(WireConnection connection) {
    unflushed.add(connection);
  }

  private void run() {
    long due = nanoTime.getAsLong();
    while (!closed) {
      try {
        select(due);
        runTasks();
        due = round.getAsLong();
        flush();
      } catch (ClosedSelectorException e) {
        return;
      } catch (IOException | RuntimeException e) {
        LOG.error("swarm thread", e);
      }
    }
    runTasks();
    flush();
  }

  private void select(long due) throws IOException {
    long millis =
        due == Long.MAX_VALUE
            ? MAX_SLEEP_MILLIS
            : (due - nanoTime.getAsLong() + 999_999) / 1_000_000;
    if (millis <= 0 || !tasks.isEmpty()) {
      selector.selectNow(this::ready);
    } else {
      selector.select(this::ready, Math.min(millis, MAX_SLEEP_MILLIS));
    }
    wakeupPending.set(false);
  }

  private void ready(SelectionKey key) {
    WireConnection connection = (WireConnection) key.attachment();
    if (key.isValid() && key.isReadable()) {
      connection.readable(readBuffer);
    }
    if (key.isValid() && key.isWritable()) {
      connection.writable();
    }
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.error("task on the swarm thread", e);
      }
    }
  }

  private void flush() {
    for (WireConnection connection = unflushed.poll();
        connection != null;
        connection = unflushed.poll()) {
      connection.flush();
    }
  }

  /** Runs what was handed over, sends it, and ends the thread; waits at most 2 s for that. */
  @Override
  public void close() {
    execute(() -> closed = true);
    try {
      thread.join(2000);
      selector.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.debug("closing the selector", e);
    }
  }
}
