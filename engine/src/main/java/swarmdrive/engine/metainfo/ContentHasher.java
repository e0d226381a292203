package swarmdrive.engine.metainfo;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/**
 * Hashes the pieces of content that lies in files (BEP 3, "pieces"). Several threads take one piece
 * after another, each with one buffer, so memory does not grow with the piece length and the files
 * are read nearly in order.
 *
 * @param parts the content in order
 * @param pieceLength bytes, at least 1
 * @param threads that read and hash, at least 1
 */
public record ContentHasher(List<Part> parts, int pieceLength, int threads) {
  /**
   * One part of the content.
   *
   * @param file where it lies, from the first byte on; empty for zeros (BEP 47)
   * @param length bytes
   */
  public record Part(Optional<Path> file, long length) {}

  public ContentHasher {
    parts = List.copyOf(parts);
  }

  /** With as many threads as are worth it on this machine. */
  public ContentHasher(List<Part> parts, int pieceLength) {
    this(parts, pieceLength, Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8));
  }

  /**
   * Hashes everything; blocks until done.
   *
   * @param progress told the bytes hashed so far, growing, by one thread at a time
   * @return 20 bytes for each piece
   * @throws IOException if a file cannot be read or ends early, or the caller is interrupted
   */
  public byte[] hash(LongConsumer progress) throws IOException {
    HashRun run = new HashRun(this, progress);
    try (ExecutorService workers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("hash-", 0).factory())) {
      List<Future<?>> results = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        results.add(workers.submit(run));
      }
      try {
        await(results);
      } finally {
        run.stop();
      }
    }
    return run.hashes();
  }

  private static void await(List<Future<?>> results) throws IOException {
    try {
      for (Future<?> result : results) {
        result.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while hashing");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
