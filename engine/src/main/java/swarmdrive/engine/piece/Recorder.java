package swarmdrive.engine.piece;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings pieces to the disk and then into the records, in batches, behind everybody's back; and
 * moves pieces from memory to the disk once it takes them. What is not recorded when the power
 * fails is found again by hashing. Its lock keeps two batches apart and is held during I/O: no
 * reader needs it.
 */
final class Recorder {
  /** A piece that was written to a segment's file. */
  record Written(SegmentedStore store, Segment segment, int piece) {}

  private final PieceMemory memory;
  private final DiskHealth health;
  private final Background background;
  private final Duration delay;
  private final Queue<Written> queue = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean closed;

  /**
   * @param delay how long a batch collects
   */
  Recorder(PieceMemory memory, DiskHealth health, Background background, Duration delay) {
    this.memory = memory;
    this.health = health;
    this.background = background;
    this.delay = delay;
  }

  void add(Written written) {
    queue.add(written);
    schedule();
  }

  /** Sees to it that {@link #flush} runs soon. */
  void schedule() {
    if (!closed && scheduled.compareAndSet(false, true)) {
      Duration pause = health.untilRetry();
      background.run(this::runScheduled, pause.compareTo(delay) > 0 ? pause : delay);
    }
  }

  private void runScheduled() {
    scheduled.set(false);
    flush();
    if (!queue.isEmpty() || memory.eldest().isPresent()) {
      schedule();
    }
  }

  /** Records everything that was written before the call, if the disk lets it. */
  void flush() {
    exclusively(
        () -> {
          moveMemoryToDisk();
          recordQueue();
        });
  }

  /** Runs work while no batch is being written; an interrupt must not close files meanwhile. */
  void exclusively(Runnable work) {
    boolean interrupted = Thread.interrupted();
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  void close() {
    closed = true;
    flush();
  }

  private void moveMemoryToDisk() {
    boolean moved = true;
    while (moved && health.mayTry()) {
      Optional<PieceMemory.Key> key = memory.eldest();
      moved = key.isPresent() && key.get().store().moveToDisk(key.get());
    }
  }

  private void recordQueue() {
    Map<SegmentedStore, List<Written>> batches = new IdentityHashMap<>();
    for (Written written = queue.poll(); written != null; written = queue.poll()) {
      batches.computeIfAbsent(written.store(), store -> new ArrayList<>()).add(written);
    }
    batches.forEach(this::record);
  }

  private void record(SegmentedStore store, List<Written> batch) {
    try {
      store.record(batch);
    } catch (IOException e) {
      health.failed(e);
      queue.addAll(batch);
    }
  }
}
