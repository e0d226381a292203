package swarmdrive.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.engine.RangeReader;
import swarmdrive.engine.metainfo.Magnet;
import swarmdrive.engine.metainfo.Metainfo;
import swarmdrive.engine.metainfo.MetainfoCreator;

/** Many torrents over real sockets: all at once, and one after the other. */
final class CrowdTest {
  private static final int TORRENTS = 200;
  private static final int LENGTH = 100_000;
  private static final int PIECE = 16 << 10;

  /** What the JVM opens and starts by itself meanwhile. */
  private static final int SLACK = 20;

  @TempDir private Path folder;

  private record Seeded(Metainfo metainfo, byte[] bytes) {}

  private Seeded seed(TwoEngines engines, int number) throws Exception {
    byte[] bytes = new byte[LENGTH];
    new Random(number).nextBytes(bytes);
    Path content = Files.write(folder.resolve("content-" + number), bytes);
    Metainfo metainfo =
        new MetainfoCreator(List.of(), List.of(), OptionalInt.of(PIECE), false, "")
            .create(content, done -> {});
    engines.seeder.seed(metainfo, content, done -> {});
    return new Seeded(metainfo, bytes);
  }

  private static void add(TwoEngines engines, Metainfo metainfo) throws Exception {
    InetSocketAddress peer =
        new InetSocketAddress(
            InetAddress.getLoopbackAddress(), engines.seeder.status().listenPort());
    engines.reader.add(metainfo);
    engines.reader.add(new Magnet(metainfo.infoHash(), Optional.empty(), List.of(), List.of(peer)));
  }

  private static byte[] readAll(TwoEngines engines, Metainfo metainfo) throws Exception {
    var file = engines.reader.find(metainfo.infoHash()).orElseThrow().files().getFirst();
    try (RangeReader reader = file.open()) {
      return TwoEngines.read(reader, 0, LENGTH);
    }
  }

  @Test
  void manyTorrentsReadAtOnce_allFinish_withoutAHashFailureOfGoodData() throws Exception {
    try (TwoEngines engines = new TwoEngines(folder, LENGTH, PIECE, UnaryOperator.identity());
        ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Seeded> all = new ArrayList<>();
      for (int i = 0; i < TORRENTS; i++) {
        all.add(seed(engines, i));
        add(engines, all.getLast().metainfo);
      }
      List<Future<byte[]>> reads = new ArrayList<>();
      for (Seeded one : all) {
        Callable<byte[]> read = () -> readAll(engines, one.metainfo);
        reads.add(readers.submit(read));
      }
      for (int i = 0; i < TORRENTS; i++) {
        assertThat(reads.get(i).get(60, TimeUnit.SECONDS)).isEqualTo(all.get(i).bytes);
      }
      assertThat(engines.reader.status().piecesFailed()).isZero();
    }
  }

  @Test
  void torrentsAddedReadAndRemovedManyTimes_leaveNothingBehind() throws Exception {
    try (TwoEngines engines = new TwoEngines(folder, LENGTH, PIECE, UnaryOperator.identity())) {
      for (int i = 0; i < 5; i++) {
        addReadRemove(engines);
      }
      int threads = threads();
      long handles = handles();
      for (int i = 0; i < TORRENTS; i++) {
        addReadRemove(engines);
      }
      assertThat(engines.reader.status().torrents()).isZero();
      assertThat(engines.reader.status().readers()).isZero();
      eventually(() -> engines.reader.status().peers() == 0);
      eventually(() -> engines.seeder.status().peers() == 0);
      eventually(() -> threads() <= threads + SLACK);
      eventually(() -> handles() <= handles + SLACK);
    }
  }

  private static void addReadRemove(TwoEngines engines) throws Exception {
    add(engines, engines.metainfo);
    engines.reader.find(engines.metainfo.infoHash()).orElseThrow().clear();
    assertThat(readAll(engines, engines.metainfo)).isEqualTo(engines.bytes);
    assertThat(engines.reader.remove(engines.metainfo.infoHash())).isTrue();
  }

  private static int threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }

  /** Files and sockets; 0 on systems that do not tell. */
  private static long handles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? system.getOpenFileDescriptorCount()
        : 0;
  }

  private static void eventually(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time is over").isLessThan(end);
      Thread.sleep(10);
    }
  }
}
