package swarmdrive.engine.piece;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import swarmdrive.engine.InfoHash;

/** A disk that is full or broken. */
class DiskFailureTest {
  private static final Pieces PIECES = Pieces.of(100_000, 10_000);
  private static final Path FOLDER = Path.of("store");

  private final CrashableStorage storage = new CrashableStorage();
  private final ManualClock clock = new ManualClock();
  private final List<Duration> delays = new ArrayList<>();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private PieceDisk disk;
  private SegmentedStore store;

  @BeforeEach
  void openStore() throws IOException {
    log.start();
    logger().addAppender(log);
    disk =
        PieceDisk.open(
            storage,
            FOLDER,
            new PieceDisk.Settings(35_000, 10, Duration.ofMillis(100), 10_000),
            clock,
            (task, delay) -> delays.add(delay),
            () -> {});
    store = disk.store(Pieces.HASH, PIECES.geometry());
  }

  @AfterEach
  void stopLog() {
    logger().detachAppender(log);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger("swarmdrive.engine.piece");
  }

  @Test
  void diskFull_piecesAreHeldInMemoryAndOneLineSaysSo() throws Exception {
    storage.setRoom(25_000);

    put(0, 1, 2, 3, 4);

    assertThat(store.held().stream()).containsExactly(0, 1, 2, 3, 4);
    assertThat(store.bytesStored()).isEqualTo(20_000);
    for (int piece = 0; piece < 5; piece++) {
      PIECES.assertHeld(store, piece);
    }
    try (PieceLease lease = store.lease(3).orElseThrow()) {
      assertThat(lease.channel()).isEmpty();
    }
    assertThat(disk.problem())
        .isEqualTo("the disk takes no pieces in store: No space left on device");
    assertThat(store.problem()).isEqualTo(disk.problem());
    assertThat(lines(Level.WARN)).hasSize(1);
  }

  @Test
  void diskFull_memoryIsBoundedAndGivesUpWhatWasNotReadForTheLongestTime() throws Exception {
    storage.setRoom(0);
    put(0, 1, 2);
    PieceLease lease = store.lease(1).orElseThrow();
    PIECES.assertHeld(store, 0);

    put(3, 4);

    assertThat(store.held().stream()).containsExactly(0, 3, 4);
    assertThat(Pieces.read(lease, 10_000)).isEqualTo(PIECES.bytes(1));
    lease.close();
  }

  @Test
  void diskFull_bound_isSharedByAllTorrentsButTheNewestPieceStays() throws Exception {
    storage.setRoom(0);
    PieceStore other =
        disk.openStore(InfoHash.of(new byte[20]), new PieceGeometry(100_000, 100_000));
    put(0, 1);

    other.put(0, java.nio.ByteBuffer.allocate(100_000));

    assertThat(other.holds(0)).isTrue();
    assertThat(store.held().isEmpty()).isTrue();
  }

  @Test
  void diskFull_isTriedAgainOnlyAfterAPauseThatGrows() {
    storage.setRoom(0);
    put(0);
    storage.setRoom(Long.MAX_VALUE);

    put(1);
    assertThat(store.bytesStored()).isZero();
    clock.advance(Duration.ofSeconds(1));
    storage.setRoom(0);
    put(2);
    storage.setRoom(Long.MAX_VALUE);
    clock.advance(Duration.ofSeconds(1));
    put(3);
    assertThat(store.bytesStored()).isZero();
    clock.advance(Duration.ofSeconds(1));
    put(4);

    assertThat(store.bytesStored()).isEqualTo(10_000);
    assertThat(disk.problem()).isEmpty();
    assertThat(lines(Level.WARN)).hasSize(1);
    assertThat(lines(Level.INFO)).containsExactly("the disk takes pieces again");
  }

  @Test
  void diskWorksAgain_memoryMovesToDiskByItself() throws Exception {
    storage.setRoom(0);
    put(0, 1);
    assertThat(delays).last().isEqualTo(Duration.ofSeconds(1));
    storage.setRoom(Long.MAX_VALUE);
    clock.advance(Duration.ofSeconds(1));

    disk.flush(); // as the background would

    assertThat(store.bytesStored()).isEqualTo(20_000);
    assertThat(store.contents().recorded.toBitSet().cardinality()).isEqualTo(2);
    PIECES.assertHeld(store, 0);
    try (PieceLease lease = store.lease(0).orElseThrow()) {
      assertThat(lease.channel()).isPresent();
    }
  }

  @Test
  void forceFails_segmentIsGivenUpInsteadOfBelieved() {
    put(0, 1);
    storage.setForceFails(true);

    disk.flush();

    assertThat(store.held().isEmpty()).isTrue();
    assertThat(disk.problem()).endsWith("Input/output error");
    assertThat(store.bytesStored()).isZero();
  }

  @Test
  void recordCannotBeWritten_isTriedAgain() throws Exception {
    put(0);
    disk.flush();
    put(1);
    storage.setRoom(5);
    disk.flush();
    assertThat(disk.problem()).endsWith("No space left on device");
    assertThat(store.contents().recorded.toBitSet().stream()).containsExactly(0);

    storage.setRoom(Long.MAX_VALUE);
    disk.flush();

    assertThat(store.contents().recorded.toBitSet().stream()).containsExactly(0, 1);
    storage.losePower(new java.util.Random(1));
    openStore();
    assertThat(store.held().stream()).containsExactly(0, 1);
  }

  @Test
  void fileCannotBeOpened_readFailsButThePieceStays() throws Exception {
    put(0);
    disk.close();
    openStore();
    try (PieceLease lease = store.lease(0).orElseThrow()) {
      storage.setNamesFail(true);
      assertThat(lease.channel()).isEmpty();
      assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Pieces.read(lease, 10_000)))
          .isInstanceOf(IOException.class);
      storage.setNamesFail(false);
      assertThat(Pieces.read(lease, 10_000)).isEqualTo(PIECES.bytes(0));
    }
    PIECES.assertHeld(store, 0);
  }

  @Test
  void folderCannotBeRead_storeHoldsNothingSpoilsNothingAndTriesAgain() throws Exception {
    put(0, 1);
    disk.close();
    storage.setNamesFail(true);
    openStore();
    assertThat(store.held().isEmpty()).isTrue();
    assertThat(store.problem()).startsWith("cannot read ");
    put(2);
    assertThat(store.held().stream()).containsExactly(2);
    storage.setNamesFail(false);
    disk.flush();
    assertThat(store.bytesStored()).isZero();

    clock.advance(Duration.ofSeconds(5));
    disk.flush();

    assertThat(store.held().stream()).containsExactly(0, 1, 2);
    assertThat(store.bytesStored()).isEqualTo(30_000);
    assertThat(store.problem()).isEmpty();
    assertThat(lines(Level.WARN)).hasSize(1);
  }

  private void put(int... pieces) {
    for (int piece : pieces) {
      store.put(piece, PIECES.buffer(piece));
    }
  }

  private List<String> lines(Level level) {
    return log.list.stream()
        .filter(event -> event.getLevel() == level)
        .map(ILoggingEvent::getMessage)
        .toList();
  }
}
