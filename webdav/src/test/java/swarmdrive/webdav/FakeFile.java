package swarmdrive.webdav;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.InterruptedByTimeoutException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A file in memory or on disk. Its faults: bytes from some position on arrive late or never, a read
 * fails there, and what is open is counted so that a test can ask whether all was closed.
 */
public final class FakeFile implements DavFile {
  private final String name;
  private final byte[] bytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long available = Long.MAX_VALUE;
  private @Nullable IOException fault;
  private long faultAt = Long.MAX_VALUE;
  private @Nullable FileChannel channel;
  private long runBytes;
  private Path diskPath = Path.of("");
  private String type = "application/octet-stream";
  private String etag = "tag-1";

  public final AtomicInteger opened = new AtomicInteger();
  public final AtomicInteger closed = new AtomicInteger();
  public final AtomicInteger leases = new AtomicInteger();
  public final AtomicInteger mostLeases = new AtomicInteger();
  public final AtomicInteger located = new AtomicInteger();
  public final AtomicLong furthest = new AtomicLong();

  /** Counted down when a read begins to wait for bytes that are not there. */
  public final CountDownLatch waiting = new CountDownLatch(1);

  /** Counted down when an open content is closed. */
  public final CountDownLatch contentClosed = new CountDownLatch(1);

  public FakeFile(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  /** A file whose bytes can be told from their position. */
  public static FakeFile pattern(String name, int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 8) * 7 + (i >> 16));
    }
    return new FakeFile(name, bytes);
  }

  public FakeFile type(String type) {
    this.type = type;
    return this;
  }

  public FakeFile etag(String etag) {
    this.etag = etag;
    return this;
  }

  /** Keeps the bytes in a file below the folder, and shows them in runs of that many bytes. */
  public FakeFile onDisk(Path folder, long runBytes) throws IOException {
    Path path = folder.resolve("content-" + name.hashCode());
    diskPath = path;
    java.nio.file.Files.write(path, bytes);
    this.channel = FileChannel.open(path, StandardOpenOption.READ);
    this.runBytes = runBytes;
    return this;
  }

  /** Makes the file on disk shorter, whatever was located in it. */
  public void truncateOnDisk(long size) throws IOException {
    try (FileChannel writable = FileChannel.open(diskPath, StandardOpenOption.WRITE)) {
      writable.truncate(size);
    }
  }

  /** Only bytes before this position are there, until this is called again. */
  public FakeFile available(long position) {
    lock.lock();
    try {
      available = position;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    return this;
  }

  /** Reads at and after this position fail. */
  public FakeFile failAt(long position, IOException fault) {
    this.faultAt = position;
    this.fault = fault;
    return this;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Instant modified() {
    return FakeFolder.MODIFIED;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public String etag() {
    return etag;
  }

  @Override
  public String contentType() {
    return type;
  }

  @Override
  public DavContent open() {
    opened.incrementAndGet();
    return new Content();
  }

  private final class Content implements DavContent {
    private boolean isClosed;

    @Override
    public int read(long position, ByteBuffer target, Duration timeout) throws IOException {
      if (position >= bytes.length) {
        return -1;
      }
      long end = await(position, timeout);
      int count = (int) Math.min(target.remaining(), Math.min(end, bytes.length) - position);
      target.put(bytes, (int) position, count);
      return count;
    }

    @Override
    public Optional<FileRun> locate(long position, long length, Duration timeout)
        throws IOException {
      FileChannel file = channel;
      if (file == null) {
        return Optional.empty();
      }
      long end = Math.min(await(position, timeout), bytes.length);
      long run = Math.min(Math.min(length, runBytes), end - position);
      located.incrementAndGet();
      mostLeases.accumulateAndGet(leases.incrementAndGet(), Math::max);
      furthest.accumulateAndGet(position + run, Math::max);
      return Optional.of(new FileRun(file, position, run, leases::decrementAndGet));
    }

    /** Waits until the byte is there; returns where the available bytes end. */
    private long await(long position, Duration timeout) throws IOException {
      lock.lock();
      try {
        IOException planned = fault;
        if (planned != null && position >= faultAt) {
          throw planned;
        }
        long left = timeout.toNanos();
        while (position >= available && !isClosed) {
          waiting.countDown();
          if (left <= 0) {
            throw new InterruptedByTimeoutException();
          }
          left = changed.awaitNanos(left);
        }
        if (isClosed) {
          throw new ClosedChannelException();
        }
        return Math.min(available, faultAt);
      } catch (InterruptedException e) {
        throw new IOException(e);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (!isClosed) {
          isClosed = true;
          closed.incrementAndGet();
          contentClosed.countDown();
          changed.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /** Waits for a latch of this file, so that a failing test ends. */
  public static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError("Did not happen within 60 s");
    }
  }
}
