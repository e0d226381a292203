package swarmdrive.engine.piece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store that holds all pieces does. */
abstract class PieceStoreContract {
  /** Four and a half pieces of a length that is no power of two. */
  static final Pieces PIECES = Pieces.of(450_000, 100_000);

  /** A store that holds all of {@link #PIECES}. */
  abstract PieceStore store() throws Exception;

  @Test
  void held_completeStore_hasEachPiece() throws Exception {
    PieceStore store = store();

    assertThat(store.geometry()).isEqualTo(PIECES.geometry());
    assertThat(store.held().stream()).containsExactly(0, 1, 2, 3, 4);
    assertThat(IntStream.range(0, 5)).allMatch(store::holds);
    assertThat(store.unrecorded().isEmpty()).isTrue();
    assertThat(store.problem()).isEmpty();
  }

  @Test
  void held_result_isACopy() throws Exception {
    PieceStore store = store();
    store.held().clear();

    assertThat(store.held().cardinality()).isEqualTo(5);
  }

  @Test
  void lease_eachPiece_readsItsBytes() throws Exception {
    PieceStore store = store();

    for (int piece = 0; piece < 5; piece++) {
      PIECES.assertHeld(store, piece);
    }
  }

  @Test
  void read_partOfAPiece_fillsTheTargetAndNothingElse() throws Exception {
    ByteBuffer target = ByteBuffer.allocateDirect(100);
    try (PieceLease lease = lease(3)) {
      lease.read(60_000, target.position(10).limit(90));
    }

    assertThat(target.position()).isEqualTo(90);
    byte[] read = new byte[80];
    target.get(10, read);
    assertThat(read).isEqualTo(Arrays.copyOfRange(PIECES.bytes(3), 60_000, 60_080));
    assertThat(target.limit(100).get(95)).isZero();
  }

  @Test
  void read_outsideOfThePiece_isRefused() throws Exception {
    try (PieceLease lease = lease(4)) {
      assertThatThrownBy(() -> lease.read(49_999, ByteBuffer.allocate(2)))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> lease.read(-1, ByteBuffer.allocate(2)))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void channel_ifThereIsOne_hasThePieceAtItsPosition() throws Exception {
    PieceStore store = store();
    for (int piece = 0; piece < 5; piece++) {
      try (PieceLease lease = store.lease(piece).orElseThrow()) {
        Optional<FileChannel> channel = lease.channel();
        if (channel.isPresent()) {
          ByteBuffer read = ByteBuffer.allocate(PIECES.geometry().lengthOf(piece));
          while (read.hasRemaining()) {
            assertThat(channel.get().read(read, lease.position() + read.position())).isPositive();
          }
          assertThat(read.array()).isEqualTo(PIECES.bytes(piece));
        }
      }
    }
  }

  @Test
  void lease_closed_refusesToRead() throws Exception {
    PieceLease lease = lease(0);
    lease.close();
    lease.close();

    assertThatThrownBy(() -> lease.read(0, ByteBuffer.allocate(1)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void lease_noSuchPiece_isRefused() throws Exception {
    PieceStore store = store();

    assertThatThrownBy(() -> store.lease(5)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> store.holds(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void read_interruptedThread_readsAndLeavesTheFileOpenForOthers() throws Exception {
    PieceStore store = store();
    try (PieceLease other = store.lease(1).orElseThrow()) {
      Optional<FileChannel> channel = other.channel();
      Thread.currentThread().interrupt();

      PIECES.assertHeld(store, 1);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(channel.map(FileChannel::isOpen).orElse(true)).isTrue();
    }
  }

  @Test
  void read_channelThatWasClosedByAnInterruptElsewhere_isOpenedAnew() throws Exception {
    try (PieceLease lease = lease(2)) {
      if (lease.channel().isPresent()) {
        lease.channel().get().close();
      }
      assertThat(Pieces.read(lease, 100_000)).isEqualTo(PIECES.bytes(2));
    }
  }

  @Test
  void read_manyThreads_allReadRight() throws Exception {
    PieceStore store = store();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<?> done :
          IntStream.range(0, 50).mapToObj(i -> threads.submit(() -> readAll(store))).toList()) {
        done.get();
      }
    }
  }

  private static Void readAll(PieceStore store) throws Exception {
    for (int piece = 0; piece < 5; piece++) {
      PIECES.assertHeld(store, piece);
    }
    return null;
  }

  @Test
  void put_heldPiece_staysAsItIs() throws Exception {
    PieceStore store = store();

    store.put(1, ByteBuffer.allocate(100_000));

    PIECES.assertHeld(store, 1);
  }

  private PieceLease lease(int piece) throws Exception {
    return store().lease(piece).orElseThrow();
  }
}
