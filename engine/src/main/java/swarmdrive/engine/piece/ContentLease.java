package swarmdrive.engine.piece;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A piece in one or more files of local content; what lies in no file is padding, zeros. */
final class ContentLease implements PieceLease {
  private final ContentStore store;
  private final int piece;
  private final List<ContentFile> files;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Takes over a pin of each file. */
  ContentLease(ContentStore store, int piece, List<ContentFile> files) {
    this.store = store;
    this.piece = piece;
    this.files = files;
  }

  @Override
  public int piece() {
    return piece;
  }

  @Override
  public void read(int from, ByteBuffer target) throws IOException {
    Objects.checkFromIndexSize(from, target.remaining(), store.geometry().lengthOf(piece));
    requireOpen();
    long offset = store.geometry().offsetOf(piece) + from;
    long end = offset + target.remaining();
    int limit = target.limit();
    try {
      for (ContentFile file : files) {
        if (file.end() > offset && file.offset() < end) {
          zeros(target, (int) Math.max(0, file.offset() - offset));
          offset = Math.max(offset, file.offset());
          int length = (int) (Math.min(end, file.end()) - offset);
          file.read(offset, target.limit(target.position() + length));
          target.limit(limit);
          offset += length;
        }
      }
      zeros(target, target.remaining());
    } catch (IOException e) {
      store.failed(e);
      throw e;
    } finally {
      target.limit(limit);
    }
  }

  private static void zeros(ByteBuffer target, int count) {
    for (int i = 0; i < count; i++) {
      target.put((byte) 0);
    }
  }

  @Override
  public Optional<FileChannel> channel() {
    requireOpen();
    if (!liesInOneFile()) {
      return Optional.empty();
    }
    try {
      files.getFirst().requireUnchanged();
      return Optional.of(files.getFirst().file().channel());
    } catch (IOException e) {
      store.failed(e);
      return Optional.empty();
    }
  }

  private boolean liesInOneFile() {
    long from = store.geometry().offsetOf(piece);
    return files.size() == 1
        && files.getFirst().offset() <= from
        && files.getFirst().end() >= from + store.geometry().lengthOf(piece);
  }

  @Override
  public long position() {
    return liesInOneFile() ? store.geometry().offsetOf(piece) - files.getFirst().offset() : 0;
  }

  private void requireOpen() {
    if (closed.get()) {
      throw new IllegalStateException("the lease of piece " + piece + " is closed");
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      files.forEach(file -> file.file().unpin());
    }
  }
}
