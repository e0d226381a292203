package swarmdrive.engine.metainfo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One pass over the content, run by several threads at once: each call takes piece after piece. */
final class HashRun implements Callable<@Nullable Void> {
  private static final int BUFFER = 256 << 10;
  private static final int HASH_LENGTH = 20;

  private final ContentHasher content;
  private final long[] offsets;
  private final long totalLength;
  private final byte[] hashes;
  private final AtomicInteger nextPiece = new AtomicInteger();
  private volatile boolean stopped;

  private final ReentrantLock progressLock = new ReentrantLock();
  private final LongConsumer progress;
  private long bytesHashed;

  HashRun(ContentHasher content, LongConsumer progress) {
    this.content = content;
    this.progress = progress;
    this.offsets = new long[content.parts().size()];
    long offset = 0;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = offset;
      offset = Math.addExact(offset, content.parts().get(i).length());
    }
    this.totalLength = offset;
    long pieces = Math.ceilDiv(offset, content.pieceLength());
    this.hashes = new byte[Math.toIntExact(Math.multiplyExact(pieces, HASH_LENGTH))];
  }

  /** Of use once every call has returned. */
  byte[] hashes() {
    return hashes;
  }

  void stop() {
    stopped = true;
  }

  @Override
  public @Nullable Void call() throws IOException, DigestException {
    boolean finished = false;
    try (Worker worker = new Worker()) {
      int pieces = hashes.length / HASH_LENGTH;
      for (int p = take(); p < pieces && !stopped; p = take()) {
        worker.hash(p);
      }
      finished = true;
    } finally {
      if (!finished) {
        stopped = true;
      }
    }
    return null;
  }

  private int take() {
    return nextPiece.getAndIncrement();
  }

  private void addProgress(int bytes) {
    progressLock.lock();
    try {
      bytesHashed += bytes;
      progress.accept(bytesHashed);
    } finally {
      progressLock.unlock();
    }
  }

  /** What one thread needs: a buffer, a digest, and the file it is in. */
  private final class Worker implements AutoCloseable {
    private final MessageDigest digest = sha1();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private int openPart = -1;
    private @Nullable FileChannel open;

    void hash(int piece) throws IOException, DigestException {
      long from = (long) piece * content.pieceLength();
      long to = Math.min(from + content.pieceLength(), totalLength);
      int part = partAt(from);
      for (long at = from; at < to && !stopped; ) {
        long partEnd = offsets[part] + content.parts().get(part).length();
        if (at == partEnd) {
          part++;
          continue;
        }
        int length = (int) Math.min(Math.min(to, partEnd) - at, BUFFER);
        fill(part, at - offsets[part], length);
        digest.update(buffer);
        at += length;
        addProgress(length);
      }
      digest.digest(hashes, piece * HASH_LENGTH, HASH_LENGTH);
    }

    private void fill(int part, long position, int length) throws IOException {
      buffer.clear().limit(length);
      Optional<Path> file = content.parts().get(part).file();
      if (file.isEmpty()) {
        for (int i = 0; i < length; i++) {
          buffer.put((byte) 0);
        }
      } else {
        FileChannel channel = channel(part, file.get());
        while (buffer.hasRemaining()) {
          if (channel.read(buffer, position + buffer.position()) < 0) {
            throw new IOException(file.get() + " became shorter while it was read");
          }
        }
      }
      buffer.flip();
    }

    private FileChannel channel(int part, Path file) throws IOException {
      if (open == null || openPart != part) {
        close();
        openPart = part;
        open = openFile(file);
      }
      return open;
    }

    @Override
    public void close() throws IOException {
      if (open != null) {
        open.close();
        open = null;
      }
    }
  }

  private static FileChannel openFile(Path file) throws IOException {
    try {
      return FileChannel.open(file);
    } catch (NoSuchFileException e) {
      throw new IOException(file + " does not exist", e);
    } catch (AccessDeniedException e) {
      throw new IOException(file + " may not be read", e);
    }
  }

  /** The last part that starts at or before the offset; empty parts before it are passed over. */
  private int partAt(long offset) {
    int found = Arrays.binarySearch(offsets, offset);
    return found >= 0 ? found : -found - 2;
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
