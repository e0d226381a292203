package swarmdrive.archive.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.ArchiveException;

/**
 * One stream's decoded bytes, from its begin to where the decoder is. Safe for any number of
 * threads; the lock guards the state below it, never reading, writing or decoding.
 */
final class SpoolFile {
  private final SpooledStream stream;
  private final Path path;
  private final Spool spool;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Relay decoding;
  private @Nullable String damage;
  private @Nullable IOException trouble;
  private volatile long frontier;
  private volatile long size;
  private volatile @Nullable FileChannel channel;
  private volatile boolean removed;

  SpoolFile(SpooledStream stream, Path path, Spool spool) {
    this.stream = stream;
    this.path = path;
    this.spool = spool;
    size = stream.size();
  }

  /** Bytes when decoded, or {@link SpooledStream#UNKNOWN}. */
  long size() {
    return size;
  }

  /** Bytes that are decoded. */
  long frontier() {
    return frontier;
  }

  /** Reads what is decoded; {@code position} lies before the frontier. */
  int read(long position, ByteBuffer target) throws IOException {
    FileChannel opened = channel;
    if (opened == null || removed) {
      throw new ClosedChannelException();
    }
    int limit = target.limit();
    target.limit((int) Math.min(limit, target.position() + (frontier - position)));
    try {
      return opened.read(target, position);
    } finally {
      target.limit(limit);
    }
  }

  /**
   * Lets the decoder go on and waits a little; the caller asks again until {@code position} is
   * decoded.
   *
   * @return what the decoder needs for that, or null
   */
  @Nullable Demand awaitDemand(long position) throws IOException {
    if (isResting() && spool.mayDecode()) {
      begin();
    }
    lock.lock();
    try {
      requireSound();
      if (frontier <= position && frontier < size && demand() == null) {
        changed.awaitNanos(Relay.step());
      }
      requireSound();
      if (trouble != null) {
        throw new IOException(trouble.getMessage(), trouble);
      }
      return frontier <= position ? demand() : null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedChannelException();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Demand demand() {
    return decoding == null ? null : decoding.demand();
  }

  private void requireSound() throws ArchiveException {
    if (damage != null) {
      throw new ArchiveException(damage);
    }
  }

  private boolean isResting() {
    lock.lock();
    try {
      return decoding == null && damage == null && frontier < size;
    } finally {
      lock.unlock();
    }
  }

  /** Without the lock: making room for a decoder stops those of other files. */
  private void begin() {
    Relay relay = new Relay(stream.archiveSize(), lock, changed, Spool.PATIENCE);
    boolean first;
    lock.lock();
    try {
      first = decoding == null && damage == null && frontier < size;
      if (first) {
        trouble = null;
        decoding = relay;
      }
    } finally {
      lock.unlock();
    }
    if (first) {
      Thread.ofVirtual().name("spool").start(new Decoding(this, stream, relay, spool));
    } else {
      spool.decoded();
    }
  }

  void supply(Demand met, byte[] bytes) {
    lock.lock();
    try {
      if (decoding != null) {
        decoding.supply(met, bytes);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Adds decoded bytes; called by the decoder's thread only. */
  void append(byte[] bytes, int length) throws IOException {
    FileChannel opened = channel;
    if (opened == null) {
      opened =
          FileChannel.open(
              path,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      channel = opened;
    }
    ByteBuffer source = ByteBuffer.wrap(bytes, 0, length);
    long at = frontier;
    while (source.hasRemaining()) {
      at += opened.write(source, at);
    }
    lock.lock();
    try {
      frontier = at;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The decoder is at its end. */
  void complete(Relay ended) {
    end(ended, () -> size = frontier);
  }

  /** The stream cannot be decoded any further, by anybody. */
  void damaged(Relay ended, String message) {
    end(ended, () -> damage = message);
  }

  /** The decoder stopped; it may be tried again. */
  void troubled(Relay ended, IOException why) {
    end(ended, () -> trouble = why);
  }

  /** The decoder was stopped, or nobody met its demands. */
  void rested(Relay ended) {
    end(ended, () -> {});
  }

  private void end(Relay ended, Runnable outcome) {
    lock.lock();
    try {
      boolean wanted = decoding == ended;
      if (wanted) {
        decoding = null;
        outcome.run();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    spool.decoded();
    if (removed) {
      discard();
    }
  }

  boolean isStopped(Relay relay) {
    lock.lock();
    try {
      return relay.isStopped();
    } finally {
      lock.unlock();
    }
  }

  /** Stops the decoder, if there is one; what is decoded stays. */
  void stop() {
    lock.lock();
    try {
      if (decoding != null) {
        decoding.stop();
      }
    } finally {
      lock.unlock();
    }
  }

  void release() {
    spool.release(this);
  }

  String key() {
    return stream.key();
  }

  /** Removes the file; a running decoder ends and removes it again. */
  void remove() {
    removed = true;
    stop();
    discard();
  }

  private void discard() {
    try {
      FileChannel opened = channel;
      if (opened != null) {
        opened.close();
      }
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // it goes at the next start
    }
  }
}
