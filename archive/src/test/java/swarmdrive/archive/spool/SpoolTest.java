package swarmdrive.archive.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.InterruptedByTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData.DecodedSource;
import swarmdrive.archive.StorageConfig;
import swarmdrive.archive.source.CountingSource;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.MissingSource;
import swarmdrive.archive.source.Samples;

class SpoolTest {
  private static final int SIZE = 1_000_000;

  private final byte[] packed = Samples.mixed(1, SIZE);
  private final byte[] plain = inverted(packed);
  private final AtomicInteger opened = new AtomicInteger();

  @TempDir Path folder;

  /** The packed bytes with each bit turned. */
  private static class Inverting extends InputStream {
    private final ByteSource archive;
    private final byte[] step = new byte[5000];
    private long next;

    Inverting(ByteSource archive) {
      this.archive = archive;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
    }

    @Override
    public int read(byte[] target, int at, int length) throws IOException {
      ByteBuffer bytes = ByteBuffer.wrap(step, 0, Math.min(length, step.length));
      int count = archive.read(next, bytes);
      for (int i = 0; i < count; i++) {
        target[at + i] = (byte) ~step[i];
      }
      next += Math.max(0, count);
      return count;
    }
  }

  /** What lies behind its begin does not come in time. */
  private record LateSource(byte[] bytes) implements ByteSource {
    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
      if (position > 300_000) {
        throw new InterruptedByTimeoutException();
      }
      return LaidOutSource.of(bytes).read(position, target);
    }
  }

  private static byte[] inverted(byte[] bytes) {
    byte[] turned = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      turned[i] = (byte) ~bytes[i];
    }
    return turned;
  }

  private InputStream decoder(ByteSource archive) {
    opened.incrementAndGet();
    return new Inverting(archive);
  }

  private Spool spool(long limit) {
    return new Spool(new StorageConfig(folder, 0, folder.resolve("spool"), limit, 1000));
  }

  private SpooledStream stream(String key, long size) {
    return new SpooledStream(key, key, size, SIZE, SIZE, this::decoder);
  }

  private static byte[] read(ByteSource source, long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    source.readFully(position, bytes);
    return bytes.array();
  }

  private byte[] plain(int from, int length) {
    return java.util.Arrays.copyOfRange(plain, from, from + length);
  }

  @Test
  void read_decodesNoFartherThanItNeeds_andTheNextGoesOnFromThere() throws IOException {
    CountingSource archive = new CountingSource(LaidOutSource.of(packed));
    try (DecodedSource source = spool(1 << 30).open(stream("a", SIZE), archive)) {
      assertThat(read(source, 100_000, 1000)).isEqualTo(plain(100_000, 1000));
      assertThat(archive.bytes()).isBetween(101_000L, 140_000L);
      assertThat(read(source, 0, 50_000)).isEqualTo(plain(0, 50_000));
      assertThat(archive.bytes()).isLessThan(140_000);
      assertThat(read(source, 0, SIZE)).isEqualTo(plain);
      assertThat(source.read(SIZE, ByteBuffer.allocate(1))).isEqualTo(-1);
    }
    assertThat(archive.bytes()).isEqualTo(SIZE);
    assertThat(opened).hasValue(1);
  }

  @Test
  void secondReader_getsWhatTheFirstDecoded_withoutReadingTheArchive() throws IOException {
    Spool spool = spool(1 << 30);
    try (DecodedSource source = spool.open(stream("a", SIZE), LaidOutSource.of(packed))) {
      read(source, 0, SIZE);
    }
    CountingSource archive = new CountingSource(LaidOutSource.of(packed));
    try (DecodedSource source = spool.open(stream("a", SIZE), archive)) {
      assertThat(read(source, 3, SIZE - 3)).isEqualTo(plain(3, SIZE - 3));
    }
    assertThat(archive.reads()).isZero();
    assertThat(spool.bytes()).isEqualTo(SIZE);
  }

  @Test
  void unknownSize_isKnownAtTheEnd() throws IOException {
    try (DecodedSource source =
        spool(1 << 30).open(stream("a", SpooledStream.UNKNOWN), LaidOutSource.of(packed))) {
      assertThat(source.size()).isEqualTo(SpooledStream.UNKNOWN);
      assertThat(source.read(SIZE + 5L, ByteBuffer.allocate(1))).isEqualTo(-1);
      assertThat(source.size()).isEqualTo(SIZE);
    }
  }

  @Test
  void reader_whoseTimeIsOver_harmsNobody_theNextGoesOn() throws IOException {
    Spool spool = spool(1 << 30);
    ByteSource late = new LateSource(packed);
    try (DecodedSource source = spool.open(stream("a", SIZE), late)) {
      assertThatThrownBy(() -> read(source, 0, SIZE))
          .isInstanceOf(InterruptedByTimeoutException.class);
    }
    try (DecodedSource source = spool.open(stream("a", SIZE), LaidOutSource.of(packed))) {
      assertThat(read(source, 0, SIZE)).isEqualTo(plain);
    }
    assertThat(opened).hasValue(1);
  }

  @Test
  void readerOfWhatIsDecoded_doesNotWaitForOneThatWaitsForTheArchive() throws Exception {
    Spool spool = spool(1 << 30);
    MissingSource missing = new MissingSource(LaidOutSource.of(packed), 500_000, 600_000);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        DecodedSource behind = spool.open(stream("a", SIZE), missing);
        DecodedSource before = spool.open(stream("a", SIZE), missing)) {
      Future<byte[]> waiting = threads.submit(() -> read(behind, 0, SIZE));
      missing.awaitWish();
      assertThat(read(before, 1000, 400_000)).isEqualTo(plain(1000, 400_000));
      assertThat(waiting.isDone()).isFalse();
      missing.arrive();
      assertThat(waiting.get()).isEqualTo(plain);
    }
  }

  @Test
  void eightReaders_ofOneStream_decodeItOnce() throws Exception {
    Spool spool = spool(1 << 30);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> readers = new ArrayList<>();
      for (int seed = 0; seed < 8; seed++) {
        Random random = new Random(seed);
        readers.add(
            () -> {
              try (DecodedSource source = spool.open(stream("a", SIZE), LaidOutSource.of(packed))) {
                for (int i = 0; i < 50; i++) {
                  int from = random.nextInt(SIZE);
                  int length = random.nextInt(Math.min(50_000, SIZE - from) + 1);
                  assertThat(read(source, from, length)).isEqualTo(plain(from, length));
                }
              }
              return true;
            });
      }
      for (Future<Boolean> reader : threads.invokeAll(readers)) {
        assertThat(reader.get()).isTrue();
      }
    }
    assertThat(opened).hasValue(1);
  }

  @Test
  void whatNobodyReads_makesRoom_andIsDecodedAgainWhenWanted() throws IOException {
    Spool spool = spool(2_500_000);
    for (String key : List.of("a", "b", "c", "a")) {
      try (DecodedSource source = spool.open(stream(key, SIZE), LaidOutSource.of(packed))) {
        assertThat(read(source, 0, SIZE)).isEqualTo(plain);
      }
      assertThat(spool.bytes()).isLessThanOrEqualTo(spool.limit());
    }
    assertThat(opened).hasValue(4);
    try (var files = Files.list(folder.resolve("spool"))) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void whatIsRead_isNeverRemoved_anotherIsTold() throws IOException {
    Spool spool = spool(1_500_000);
    try (DecodedSource held = spool.open(stream("a", SIZE), LaidOutSource.of(packed))) {
      read(held, 0, SIZE);
      try (DecodedSource other = spool.open(stream("b", SIZE), LaidOutSource.of(packed))) {
        assertThatThrownBy(() -> read(other, 0, SIZE))
            .hasRootCauseInstanceOf(SpoolFullException.class);
      }
      assertThat(read(held, 0, SIZE)).isEqualTo(plain);
    }
    try (DecodedSource other = spool.open(stream("b", SIZE), LaidOutSource.of(packed))) {
      assertThat(read(other, 0, SIZE)).isEqualTo(plain);
    }
  }

  @Test
  void moreDecodersThanMayRest_allComeToTheirEnd() throws IOException {
    Spool spool = spool(1 << 30);
    for (int i = 0; i < 3 * Spool.MOST_DECODING; i++) {
      try (DecodedSource source = spool.open(stream("s" + i, SIZE), LaidOutSource.of(packed))) {
        assertThat(read(source, 0, 1000)).isEqualTo(plain(0, 1000));
      }
    }
    try (DecodedSource source = spool.open(stream("s0", SIZE), LaidOutSource.of(packed))) {
      assertThat(read(source, 0, SIZE)).isEqualTo(plain);
    }
    assertThat(opened).hasValueGreaterThan(3 * Spool.MOST_DECODING);
  }

  @Test
  void streamThatIsNotAsLongAsDeclared_isDamaged_neverLonger() {
    assertDamaged(SIZE - 1, "goes on");
    assertDamaged(SIZE + 1, "ends early");
  }

  private void assertDamaged(long size, String why) {
    Spool spool = spool(1 << 30);
    assertThatThrownBy(
            () -> {
              try (DecodedSource source = spool.open(stream("a", size), LaidOutSource.of(packed))) {
                read(source, 0, (int) size);
              }
            })
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining(why);
    assertThat(spool.bytes()).isLessThanOrEqualTo(SIZE);
  }

  @Test
  void faultOfADecoder_isDamage_whatCameBeforeCanBeRead() throws IOException {
    SpooledStream broken =
        new SpooledStream(
            "a",
            "name",
            SIZE,
            SIZE,
            SIZE,
            archive ->
                new Inverting(archive) {
                  @Override
                  public int read(byte[] target, int at, int length) throws IOException {
                    if (super.next > 500_000) {
                      throw new ArrayIndexOutOfBoundsException("of a library");
                    }
                    return super.read(target, at, length);
                  }
                });
    try (DecodedSource source = spool(1 << 30).open(broken, LaidOutSource.of(packed))) {
      assertThat(read(source, 0, 400_000)).isEqualTo(plain(0, 400_000));
      assertThatThrownBy(() -> read(source, 0, SIZE))
          .isInstanceOf(ArchiveException.class)
          .hasMessageContaining("name is damaged after");
      assertThat(read(source, 0, 400_000)).isEqualTo(plain(0, 400_000));
    }
  }

  @Test
  void bomb_isRefusedBeforeAndWhileItIsDecoded() throws IOException {
    Spool spool = spool(1L << 30);
    long large = 200L << 20;
    StreamZeros zeros = new StreamZeros();
    assertThatThrownBy(
            () ->
                spool.open(
                    new SpooledStream("a", "a", large, 1000, SIZE, zeros),
                    LaidOutSource.of(packed)))
        .isInstanceOf(ArchiveException.class);
    try (DecodedSource source =
        spool.open(
            new SpooledStream("b", "b", SpooledStream.UNKNOWN, 1000, SIZE, zeros),
            LaidOutSource.of(packed))) {
      assertThatThrownBy(() -> read(source, large, 1)).isInstanceOf(ArchiveException.class);
    }
    assertThat(spool.bytes()).isLessThan(SpooledStream.HARMLESS + (1 << 20));
    assertThatThrownBy(() -> spool(1000).open(stream("c", 1001), LaidOutSource.of(packed)))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("spool-limit");
  }

  private static final class StreamZeros implements StreamDecoder {
    @Override
    public InputStream open(ByteSource archive) {
      return new InputStream() {
        @Override
        public int read() {
          return 0;
        }

        @Override
        public int read(byte[] target, int at, int length) {
          return length;
        }
      };
    }
  }

  @Test
  void closedSource_isRefused_filesOfAnEarlierRunGo() throws IOException {
    Files.createDirectories(folder.resolve("spool"));
    Files.write(folder.resolve("spool/7.spool"), packed);
    DecodedSource source = spool(1 << 30).open(stream("a", SIZE), LaidOutSource.of(packed));
    assertThat(folder.resolve("spool/7.spool")).doesNotExist();
    source.close();
    source.close();
    assertThatThrownBy(() -> read(source, 0, 1)).isInstanceOf(ClosedChannelException.class);
  }
}
