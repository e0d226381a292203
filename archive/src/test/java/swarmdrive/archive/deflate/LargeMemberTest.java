package swarmdrive.archive.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData.DecodedSource;
import swarmdrive.archive.source.CountingSource;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.MissingSource;
import swarmdrive.archive.source.Samples;

class LargeMemberTest {
  private static final int SIZE = 6_000_000;
  private static final byte[] PLAIN = Samples.mixed(42, SIZE);
  private static final byte[] DEFLATED = Samples.deflated(PLAIN, 6, 0);
  private static final int STEP = 64 << 10;

  private final CountingSource archive = new CountingSource(LaidOutSource.of(DEFLATED));
  private final DeflatedMember member = Streams.member(DEFLATED, PLAIN);
  private final DeflatedMembers members =
      new DeflatedMembers(0, new Checkpoints.Spacing(100_000, 400_000, 8 << 20));

  private static void requireRange(DecodedSource source, int position, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    source.readFully(position, bytes);
    assertThat(bytes.array()).isEqualTo(Arrays.copyOfRange(PLAIN, position, position + length));
  }

  @Test
  void read_middleTheFirstTime_costsWhatLiesBefore() throws IOException {
    try (DecodedSource source = members.open(member, archive)) {
      requireRange(source, SIZE / 2, STEP);
    }
    assertThat(archive.bytes()).isLessThan(DEFLATED.length * 6L / 10);
    assertThat(archive.smallest()).isGreaterThanOrEqualTo(16 << 10);
  }

  @Test
  void read_placesKnownToAnotherReader_costTheirCheckpointsDistance() throws IOException {
    try (DecodedSource source = members.open(member, archive)) {
      requireRange(source, SIZE - STEP, STEP);
    }
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      archive.reset();
      try (DecodedSource source = members.open(member, archive)) {
        requireRange(source, random.nextInt(SIZE - STEP), STEP);
      }
      assertThat(archive.bytes()).isLessThan(100_000 + 3 * STEP);
    }
  }

  @Test
  void read_inOrder_readsEachCompressedByteOnce() throws IOException {
    try (DecodedSource source = members.open(member, archive)) {
      for (int position = 0; position < SIZE; position += STEP) {
        requireRange(source, position, Math.min(STEP, SIZE - position));
      }
      assertThat(archive.bytes()).isEqualTo(DEFLATED.length);
      archive.reset();
      for (int position = 0; position < SIZE; position += STEP) {
        requireRange(source, position, Math.min(STEP, SIZE - position));
      }
      assertThat(archive.bytes()).isEqualTo(DEFLATED.length);
    }
  }

  @Test
  void read_twoPlacesInTurn_doesNotStartAgain() throws IOException {
    try (DecodedSource source = members.open(member, archive)) {
      requireRange(source, SIZE - 1, 1);
      archive.reset();
      for (int i = 0; i < 20; i++) {
        requireRange(source, 1_000_000 + i * STEP, STEP);
        requireRange(source, 4_000_000 + i * STEP, STEP);
      }
    }
    assertThat(archive.bytes()).isLessThan(DEFLATED.length * 2L * 20 * STEP / SIZE + 500_000);
  }

  @Test
  void read_atTheEnd_isMinusOne() throws IOException {
    try (DecodedSource source = members.open(member, archive)) {
      assertThat(source.read(SIZE, ByteBuffer.allocate(1))).isEqualTo(-1);
      assertThat(source.read(0, ByteBuffer.allocate(0))).isZero();
      assertThat(archive.reads()).isZero();
    }
  }

  @Test
  void read_eightReadersAtOnce_eachGetsItsOwnBytes() throws Exception {
    try (DecodedSource source = members.open(member, archive);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> readers =
          IntStream.range(0, 8).<Callable<Boolean>>mapToObj(i -> () -> wander(source, i)).toList();
      for (Future<Boolean> reader : threads.invokeAll(readers)) {
        assertThat(reader.get()).isTrue();
      }
    }
  }

  private static boolean wander(DecodedSource source, int seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 25; i++) {
      requireRange(source, random.nextInt(SIZE - STEP), 1 + random.nextInt(STEP));
    }
    return true;
  }

  @Test
  void read_presentBytes_doesNotWaitForAnotherReadersMissingOnes() throws Exception {
    try (DecodedSource all = members.open(member, archive)) {
      requireRange(all, SIZE - 1, 1);
    }
    MissingSource slow =
        new MissingSource(archive, DEFLATED.length / 2, DEFLATED.length / 2 + 300_000);
    try (DecodedSource source = members.open(member, slow);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> waiting =
          threads.submit(
              () -> {
                requireRange(source, SIZE / 2, STEP);
                return true;
              });
      slow.awaitWish();
      requireRange(source, 0, STEP);
      requireRange(source, SIZE - STEP, STEP);
      assertThat(waiting.isDone()).isFalse();
      slow.arrive();
      waiting.get();
    }
  }

  @Test
  void close_whileAReadWaits_returnsAtOnceAndEndsTheRead() throws Exception {
    MissingSource slow = new MissingSource(archive, 300_000, 400_000);
    DecodedSource source = members.open(member, slow);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> waiting = threads.submit(() -> source.read(SIZE / 2, ByteBuffer.allocate(STEP)));
      slow.awaitWish();
      source.close();
      slow.arrive();
      assertThatThrownBy(waiting::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(ClosedChannelException.class);
    }
    assertThatThrownBy(() -> source.read(0, ByteBuffer.allocate(1)))
        .isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void read_sourceFails_passesTheFailureOnAndGoesOnLater() throws IOException {
    IOException failure = new IOException("timed out");
    boolean[] failing = {true};
    ByteSource faulty =
        new ByteSource() {
          @Override
          public long size() {
            return archive.size();
          }

          @Override
          public int read(long position, ByteBuffer target) throws IOException {
            if (failing[0] && position > DEFLATED.length / 2) {
              throw failure;
            }
            return archive.read(position, target);
          }
        };
    try (DecodedSource source = members.open(member, faulty)) {
      assertThatThrownBy(() -> requireRange(source, SIZE - STEP, STEP)).isSameAs(failure);
      failing[0] = false;
      archive.reset();
      requireRange(source, SIZE - STEP, STEP);
      assertThat(archive.bytes()).isLessThan(DEFLATED.length * 6L / 10);
    }
  }
}
