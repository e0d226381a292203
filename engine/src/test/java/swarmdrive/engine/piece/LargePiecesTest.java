package swarmdrive.engine.piece;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pieces of 64 MiB on a real disk, with a limit that holds two of them. */
class LargePiecesTest {
  private static final int PIECE = 64 << 20;
  private static final long LIMIT = 150L << 20;

  @TempDir private Path folder;
  private final ByteBuffer bytes = ByteBuffer.allocate(PIECE).asReadOnlyBuffer();

  private PieceStore open(PieceDisk disk) {
    return disk.openStore(Pieces.HASH, new PieceGeometry(8L * PIECE, PIECE));
  }

  private long bytesOfFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Test
  void put_oneAfterTheOther_theLimitHolds() throws Exception {
    try (PieceDisk disk = PieceDisk.open(folder, PIECE, LIMIT, 0)) {
      PieceStore store = open(disk);
      for (int piece = 0; piece < 4; piece++) {
        store.put(piece, bytes.duplicate());
        assertThat(store.holds(piece)).isTrue();
        assertThat(bytesOfFiles()).isLessThanOrEqualTo(LIMIT);
      }
      assertThat(disk.bytesStored()).isEqualTo(2L * PIECE);
      assertThat(disk.problem()).isEmpty();
    }
  }

  @Test
  void put_moreAtOnceThanFit_waitedForPiecesAreHeldAllTheSame() throws Exception {
    try (PieceDisk disk = PieceDisk.open(folder, 2L * PIECE, LIMIT, 0)) {
      PieceStore store = open(disk);
      try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
        for (int piece = 0; piece < 3; piece++) {
          int number = piece;
          store.claim(number);
          threads.execute(() -> store.put(number, bytes.duplicate()));
        }
      }
      disk.flush(); // what was put before all was counted
      assertThat(store.held().stream()).containsExactly(0, 1, 2);
      assertThat(disk.bytesStored()).isEqualTo(2L * PIECE);
      assertThat(bytesOfFiles()).isLessThanOrEqualTo(LIMIT);
      assertThat(disk.problem()).contains("cache.limit");
    }
  }
}
