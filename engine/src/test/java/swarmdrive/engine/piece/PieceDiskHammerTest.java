package swarmdrive.engine.piece;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything at once, on a real disk. */
class PieceDiskHammerTest {
  private static final Pieces PIECES = Pieces.of(155_000, 5_000);
  private static final int ROUNDS = 400;

  @TempDir Path folder;

  @Test
  void putLeaseReadEvictFlushAtOnce_neverGivesWrongBytes() throws Exception {
    AtomicInteger reads = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        PieceDisk disk = open()) {
      SegmentedStore store = disk.store(Pieces.HASH, PIECES.geometry());
      for (int piece = 0; piece < PIECES.geometry().pieceCount(); piece++) {
        store.put(piece, PIECES.buffer(piece));
      }
      List<Future<Void>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Random random = new Random(i);
        all.add(threads.submit(rounds(() -> put(store, random))));
        all.add(threads.submit(rounds(() -> read(store, random, reads))));
        all.add(threads.submit(rounds(() -> interruptedRead(store, random))));
      }
      all.add(threads.submit(rounds(() -> store.evict(new Random().nextInt(8)))));
      all.add(threads.submit(rounds(disk::flush, ROUNDS / 10)));
      for (Future<Void> done : all) {
        done.get();
      }
      assertThat(store.bytesStored())
          .isEqualTo(store.held().stream().mapToLong(PIECES.geometry()::lengthOf).sum());
      assertThat(disk.problem()).isEmpty();
    }
    assertThat(reads).hasPositiveValue();
    try (PieceDisk disk = open()) {
      PieceStore store = disk.openStore(Pieces.HASH, PIECES.geometry());
      assertThat(store.unrecorded().isEmpty()).isTrue();
      for (int piece : store.held().stream().toArray()) {
        PIECES.assertHeld(store, piece);
      }
    }
  }

  private PieceDisk open() throws IOException {
    return PieceDisk.open(
        new FileStorage(),
        folder,
        new PieceDisk.Settings(100_000, 3, Duration.ofMillis(1), 20_000),
        InstantSource.system(),
        (task, delay) -> {},
        () -> {});
  }

  private interface Round {
    void run() throws Exception;
  }

  private static Callable<Void> rounds(Round round) {
    return rounds(round, ROUNDS);
  }

  private static Callable<Void> rounds(Round round, int count) {
    return () -> {
      for (int i = 0; i < count; i++) {
        round.run();
      }
      return null;
    };
  }

  private static void put(SegmentedStore store, Random random) {
    int piece = random.nextInt(PIECES.geometry().pieceCount());
    store.put(piece, PIECES.buffer(piece));
  }

  private static void read(SegmentedStore store, Random random, AtomicInteger reads)
      throws IOException {
    int piece = random.nextInt(PIECES.geometry().pieceCount());
    try (PieceLease lease = store.lease(piece).orElse(null)) {
      if (lease != null) {
        assertThat(Pieces.read(lease, PIECES.geometry().lengthOf(piece)))
            .isEqualTo(PIECES.bytes(piece));
        reads.incrementAndGet();
      }
    }
  }

  private static void interruptedRead(SegmentedStore store, Random random) throws IOException {
    Thread.currentThread().interrupt();
    read(store, random, new AtomicInteger());
    assertThat(Thread.interrupted()).isTrue();
  }
}
