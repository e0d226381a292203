package swarmdrive.app.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import swarmdrive.engine.RangeReader;
import swarmdrive.engine.ReadTimeoutException;
import swarmdrive.engine.StoredRun;
import swarmdrive.engine.TorrentRemovedException;

/** Reads a file of a {@link FakeTorrent} as the contract of {@link RangeReader} says. */
final class FakeReader implements RangeReader {
  private final FakeTorrent torrent;
  private final long offset;
  private final long size;
  private final AtomicBoolean closed = new AtomicBoolean();

  FakeReader(FakeTorrent torrent, long offset, long size) {
    this.torrent = torrent;
    this.offset = offset;
    this.size = size;
    torrent.engine.openReaders.incrementAndGet();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long position, ByteBuffer target, Duration timeout) throws IOException {
    if (position < 0 || position > size) {
      throw new IllegalArgumentException(position + " is not in a file of " + size);
    }
    requireOpen();
    if (position == size) {
      return -1;
    }
    await(timeout);
    int count = available(position, target.remaining());
    target.put(bytes(), Math.toIntExact(offset + position), count);
    torrent.engine.bytesRead.addAndGet(count);
    return count;
  }

  @Override
  public Optional<StoredRun> locate(long position, long length, Duration timeout)
      throws IOException {
    requireOpen();
    await(timeout);
    Path store = torrent.engine.store;
    if (store == null || position >= size) {
      return Optional.empty();
    }
    Path file = store.resolve(torrent.infoHash().toHex());
    if (!Files.exists(file)) {
      Files.write(file, bytes());
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    return Optional.of(
        new StoredRun(
            channel, offset + position, available(position, length), () -> close(channel)));
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** At most to the end of a piece. */
  private int available(long position, long wanted) {
    int pieceLength = torrent.metainfo().orElseThrow().pieceLength();
    long inPiece = pieceLength - (offset + position) % pieceLength;
    return (int) Math.min(Math.min(size - position, inPiece), wanted);
  }

  private byte[] bytes() {
    return Objects.requireNonNull(torrent.engine.swarm.get(torrent.infoHash())).bytes();
  }

  private void await(Duration timeout) throws IOException {
    long left = timeout.toNanos();
    torrent.lock.lock();
    try {
      while (torrent.engine.silent || !torrent.engine.swarm.containsKey(torrent.infoHash())) {
        requireOpen();
        if (left <= 0) {
          throw new ReadTimeoutException(torrent.name(), timeout);
        }
        left = torrent.news.awaitNanos(left);
      }
      requireOpen();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    } finally {
      torrent.lock.unlock();
    }
  }

  private void requireOpen() throws IOException {
    if (closed.get()) {
      throw new ClosedChannelException();
    }
    if (torrent.ended) {
      throw new TorrentRemovedException(torrent.name());
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      torrent.engine.openReaders.decrementAndGet();
      torrent.wake();
    }
  }
}
