package swarmdrive.engine.session;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.engine.metainfo.Metainfo;
import swarmdrive.engine.piece.PieceStore;

/**
 * Hashes pieces on threads of its own, as many as there are processors. For any thread; nothing
 * here blocks the caller.
 */
final class PieceVerifier implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(PieceVerifier.class);
  private static final int HASH_LENGTH = 20;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().name("hash-", 0).daemon().factory());
  private final LongAdder right = new LongAdder();
  private final LongAdder wrong = new LongAdder();

  long right() {
    return right.sum();
  }

  long wrong() {
    return wrong.sum();
  }

  /**
   * Hashes a piece.
   *
   * @param keep run if the hash is right, before {@code done}
   * @param done told whether it is
   */
  void verify(
      Metainfo metainfo, int piece, ByteBuffer bytes, Runnable keep, Consumer<Boolean> done) {
    threads.execute(
        () -> {
          boolean matches = false;
          try {
            matches = matches(metainfo, piece, bytes);
            (matches ? right : wrong).increment();
            if (matches) {
              keep.run();
            }
          } catch (RuntimeException e) {
            LOG.atError().addKeyValue("piece", piece).setCause(e).log("cannot keep a piece");
            matches = false;
          }
          done.accept(matches);
        });
  }

  /** Looks whether a piece that no record knows lies whole on disk. */
  void recover(
      Metainfo metainfo,
      PieceStore store,
      int piece,
      Consumer<ByteBuffer> keep,
      Consumer<Boolean> done) {
    threads.execute(
        () -> {
          boolean matches = false;
          try {
            Optional<ByteBuffer> bytes = store.readUnrecorded(piece);
            matches = bytes.isPresent() && matches(metainfo, piece, bytes.get());
            if (matches) {
              keep.accept(bytes.get());
            }
          } catch (IOException | RuntimeException e) {
            LOG.atDebug()
                .addKeyValue("piece", piece)
                .addKeyValue("reason", e.getMessage())
                .log("cannot recover a piece");
            matches = false;
          }
          done.accept(matches);
        });
  }

  static boolean matches(Metainfo metainfo, int piece, ByteBuffer bytes) {
    byte[] hash = sha1(bytes.duplicate());
    int from = piece * HASH_LENGTH;
    return Arrays.equals(hash, 0, HASH_LENGTH, metainfo.pieceHashes(), from, from + HASH_LENGTH);
  }

  private static byte[] sha1(ByteBuffer bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(bytes);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
