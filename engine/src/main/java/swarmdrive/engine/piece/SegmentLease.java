package swarmdrive.engine.piece;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A piece in a segment's file, which stays and stays open as long as this is not closed. */
final class SegmentLease implements PieceLease {
  private final SegmentedStore store;
  private final Segment segment;
  private final int piece;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Takes over a pin of the segment's file. */
  SegmentLease(SegmentedStore store, Segment segment, int piece) {
    this.store = store;
    this.segment = segment;
    this.piece = piece;
  }

  @Override
  public int piece() {
    return piece;
  }

  @Override
  public void read(int from, ByteBuffer target) throws IOException {
    Objects.checkFromIndexSize(from, target.remaining(), store.geometry().lengthOf(piece));
    requireOpen();
    try {
      segment.file().read(position() + from, target);
    } catch (IOException e) {
      store.readFailed(segment, e);
      throw e;
    }
  }

  /** Empty also if the file cannot be opened or was cut by somebody: {@link #read} says why. */
  @Override
  public Optional<FileChannel> channel() {
    requireOpen();
    try {
      boolean whole = segment.file().length() >= store.layout().endOf(piece);
      return whole ? Optional.of(segment.file().channel()) : Optional.empty();
    } catch (NoSuchFileException e) {
      store.readFailed(segment, e);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public long position() {
    return store.layout().positionOf(piece);
  }

  private void requireOpen() {
    if (closed.get()) {
      throw new IllegalStateException("the lease of piece " + piece + " is closed");
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      segment.file().unpin();
    }
  }
}
