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
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import swarmdrive.engine.InfoHash;

/** What stays and what goes when the disk's budget is used up. */
class CacheLimitTest {
  private static final Path FOLDER = Path.of("store");
  private static final int PIECE = 10_000;
  private static final Pieces PIECES = Pieces.of(20 * PIECE, PIECE);
  private static final InfoHash OTHER = InfoHash.of(new byte[20]);

  private final CrashableStorage storage = new CrashableStorage();
  private final ManualClock clock = new ManualClock();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private DiskBudget.Limits limits = new DiskBudget.Limits(60_000, 0); // five pieces
  private PieceDisk disk;
  private SegmentedStore store;

  @BeforeEach
  void openStore() throws IOException {
    log.start();
    logger().addAppender(log);
    open();
  }

  @AfterEach
  void stopListening() {
    logger().detachAppender(log);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger("swarmdrive.engine.piece");
  }

  private void open(long most, long reserve) throws IOException {
    limits = new DiskBudget.Limits(most, reserve);
    open();
  }

  private void open() throws IOException {
    disk =
        PieceDisk.open(
            storage,
            FOLDER,
            new PieceDisk.Settings(3 * PIECE, 10, Duration.ofSeconds(1), PIECE, limits),
            clock,
            (task, delay) -> {
              if (delay.isZero()) {
                task.run();
              }
            },
            () -> {});
    store = disk.store(Pieces.HASH, PIECES.geometry());
  }

  /** One after the other, a second between two. */
  private void put(int... pieces) {
    for (int piece : pieces) {
      clock.advance(Duration.ofSeconds(1));
      store.put(piece, PIECES.buffer(piece));
    }
  }

  private BitSet onDisk() {
    return store.contents().onDisk.toBitSet();
  }

  @Test
  void put_overTheLimit_theLeastRecentlyUsedGoes() throws Exception {
    put(0, 1, 2, 3, 4);
    clock.advance(Duration.ofSeconds(1));
    PIECES.assertHeld(store, 0);

    put(5, 6);

    assertThat(onDisk().stream()).containsExactly(0, 3, 4, 5, 6);
    assertThat(storage.mostStored()).isEqualTo(5 * PIECE);
    assertThat(disk.bytesStored()).isEqualTo(5 * PIECE);
    assertThat(disk.problem()).isEmpty();
  }

  @Test
  void put_limit_isSharedByAllTorrents() throws Exception {
    put(0, 1, 2, 3, 4);
    PieceStore other = disk.openStore(OTHER, PIECES.geometry());

    clock.advance(Duration.ofSeconds(1));
    other.put(7, PIECES.buffer(7));

    assertThat(onDisk().stream()).containsExactly(1, 2, 3, 4);
    assertThat(other.holds(7)).isTrue();
  }

  @Test
  void put_removedTorrentsPieces_goLikeOthers() throws Exception {
    put(0, 1, 2, 3, 4);
    disk.close();
    open();

    PieceStore other = disk.openStore(OTHER, PIECES.geometry());
    for (int piece = 0; piece < 3; piece++) {
      other.put(piece, PIECES.buffer(piece));
    }

    assertThat(store.held().cardinality()).isEqualTo(2);
    assertThat(storage.mostStored()).isEqualTo(5 * PIECE);
  }

  @Test
  void put_leasedAndClaimedPieces_stay() throws Exception {
    put(0, 1, 2, 3, 4);
    try (PieceLease leased = store.lease(0).orElseThrow();
        PieceClaim claimed = store.claim(1)) {
      put(5, 6);

      assertThat(onDisk().stream()).containsExactly(0, 1, 4, 5, 6);
      assertThat(Pieces.read(leased, PIECE)).isEqualTo(PIECES.bytes(0));
    }

    put(7, 8);
    assertThat(onDisk().get(1)).as("claimed no more").isFalse();
    assertThat(onDisk().cardinality()).isEqualTo(5);
  }

  @Test
  void put_indexPieces_goAfterAllThatIsOnlyRead() throws Exception {
    put(0, 1, 2, 3, 4);
    store.lease(0, PieceUse.INDEX).orElseThrow().close();

    put(5, 6, 7, 8, 9, 10, 11);

    assertThat(onDisk().get(0)).isTrue();
  }

  @Test
  void put_sharedPieces_areNotUsed() throws Exception {
    put(0, 1, 2, 3, 4);
    clock.advance(Duration.ofSeconds(1));
    store.lease(0, PieceUse.SHARE).orElseThrow().close();

    put(5);

    assertThat(onDisk().get(0)).isFalse();
  }

  @Test
  void put_keptTorrent_staysWhole_andTheRestIsReadWithoutBeingKept() throws Exception {
    disk.keep(Pieces.HASH, true);
    put(0, 1, 2, 3, 4);
    PieceStore other = disk.openStore(OTHER, PIECES.geometry());

    other.put(0, PIECES.buffer(0));
    other.put(1, PIECES.buffer(1));

    assertThat(onDisk().cardinality()).isEqualTo(5);
    PIECES.assertHeld(other, 0);
    PIECES.assertHeld(other, 1);
    assertThat(other.bytesStored()).isZero();
    assertThat(disk.problem()).contains("cache.limit");
    assertThat(other.problem()).isEqualTo(disk.problem());
    assertThat(warnings()).hasSize(1);
    assertThat(disk.roomToKeep()).isLessThan(PIECE);
  }

  @Test
  void keep_isRememberedAndEndsWhenToldSo() throws Exception {
    disk.keep(Pieces.HASH, true);
    put(0, 1, 2, 3, 4);
    disk.close();
    open();
    assertThat(disk.isKept(Pieces.HASH)).isTrue();
    PieceStore other = disk.openStore(OTHER, PIECES.geometry());
    other.put(0, PIECES.buffer(0));
    assertThat(onDisk().cardinality()).isEqualTo(5);

    disk.keep(Pieces.HASH, false);
    other.put(1, PIECES.buffer(1));

    assertThat(onDisk().cardinality()).isEqualTo(4);
    assertThat(other.bytesStored()).isEqualTo(PIECE);
    disk.close();
    open();
    assertThat(disk.isKept(Pieces.HASH)).isFalse();
  }

  @Test
  void problem_endsAMinuteAfterTheLastFailure() throws Exception {
    disk.keep(Pieces.HASH, true);
    put(0, 1, 2, 3, 4, 5);
    assertThat(disk.problem()).isNotEmpty();
    disk.keep(Pieces.HASH, false);

    put(6);
    assertThat(disk.problem()).isNotEmpty();
    clock.advance(Duration.ofMinutes(2));
    put(7);

    assertThat(disk.problem()).isEmpty();
    assertThat(warnings()).hasSize(1);
  }

  @Test
  void put_pieceLargerThanTheLimit_isHeldInMemoryAndEvictsNothing() throws Exception {
    put(0, 1);
    PieceGeometry large = new PieceGeometry(100_000, 100_000);
    PieceStore other = disk.openStore(OTHER, large);

    other.put(0, new Pieces(large).buffer(0));

    assertThat(other.holds(0)).isTrue();
    assertThat(onDisk().cardinality()).isEqualTo(2);
    assertThat(disk.problem()).contains("cache.limit");
  }

  @Test
  void open_withALowerLimit_evictsTheExcess() throws Exception {
    put(0, 1, 2, 3, 4);
    disk.close();

    open(30_000, 0);

    assertThat(onDisk().stream()).containsExactly(3, 4);
  }

  @Test
  void put_beforeAllIsCounted_staysInMemoryForAMoment() throws Exception {
    put(0, 1, 2, 3, 4);
    disk.close();
    List<Runnable> tasks = new ArrayList<>();
    disk =
        PieceDisk.open(
            storage,
            FOLDER,
            new PieceDisk.Settings(3 * PIECE, 10, Duration.ofSeconds(1), PIECE, limits),
            clock,
            (task, delay) -> tasks.add(task),
            () -> {});
    PieceStore other = disk.openStore(OTHER, PIECES.geometry());

    other.put(0, PIECES.buffer(0));
    PIECES.assertHeld(other, 0);
    assertThat(other.bytesStored()).isZero();
    List.copyOf(tasks).forEach(Runnable::run);

    assertThat(other.bytesStored()).isEqualTo(PIECE);
    assertThat(disk.problem()).isEmpty();
  }

  @Test
  void open_filesWithoutARecord_countAndGo() throws Exception {
    put(0, 1, 2, 3, 4);
    storage.killProcess(); // nothing was recorded
    open();
    assertThat(disk.bytesUsed()).isEqualTo(5 * PIECE);
    SegmentedStore other = disk.store(OTHER, PIECES.geometry());
    other.put(0, PIECES.buffer(0));
    assertThat(disk.bytesUsed()).isEqualTo(5 * PIECE);

    assertThat(store.unrecorded().cardinality()).isEqualTo(4);
    assertThat(storage.mostStored()).isEqualTo(5 * PIECE);
  }

  @Test
  void open_unknownTorrentsFilesWithoutARecord_countOnceWhenItIsOpened() throws Exception {
    put(0, 1, 2);
    storage.killProcess();
    disk =
        PieceDisk.open(
            storage,
            FOLDER,
            new PieceDisk.Settings(3 * PIECE, 10, Duration.ofSeconds(1), PIECE, limits),
            clock,
            (task, delay) -> task.run(),
            () -> {});
    assertThat(disk.bytesUsed()).isEqualTo(3 * PIECE);

    disk.store(Pieces.HASH, PIECES.geometry()).contents();

    assertThat(disk.bytesUsed()).isEqualTo(3 * PIECE);
  }

  @Test
  void reserve_isKeptFree_byEvictingThenByNotKeeping() throws Exception {
    storage.setRoom(100_000);
    open(1 << 20, 50_000);

    put(0, 1, 2, 3, 4, 5, 6, 7);

    assertThat(storage.leastFreeAfterAWrite()).isGreaterThanOrEqualTo(50_000);
    assertThat(onDisk().cardinality()).isEqualTo(5);
    storage.setRoom(20_000); // somebody else needs it
    put(8);
    assertThat(onDisk().cardinality()).isEqualTo(2);
    storage.setRoom(0);
    put(9);
    assertThat(onDisk().cardinality()).isZero();
    assertThat(disk.problem()).contains("cache.reserve");
    PIECES.assertHeld(store, 9);
    assertThat(warnings()).hasSize(1);
  }

  @Test
  void reserve_evictionsThatFreeNothing_areNotRepeated() throws Exception {
    storage.setRoom(1 << 20);
    open(1 << 20, 50_000);
    put(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    storage.setDeletionsFreeNothing(true);
    storage.setRoom(30_000);

    put(10);
    int left = onDisk().cardinality();
    put(11, 12, 13);

    assertThat(left).isEqualTo(7);
    assertThat(onDisk().cardinality()).isEqualTo(7);
  }

  @Test
  void evict_tellsWhatIsGone_andTheStoreTellsTheTruthThen() throws Exception {
    BitSet gone = new BitSet();
    store.whenGone(
        pieces -> {
          assertThat(pieces.stream()).noneMatch(store::holds);
          gone.or(pieces);
        });

    put(0, 1, 2, 3, 4, 5, 6);

    assertThat(gone.stream()).containsExactly(0, 1);
  }

  @Test
  void memory_tellsWhatIsGone_butKeepsWhatSomebodyWaitsFor() throws Exception {
    storage.setRoom(0);
    BitSet gone = new BitSet();
    store.whenGone(gone::or);
    try (PieceClaim claim = store.claim(0)) {
      put(0, 1, 2, 3, 4);

      assertThat(gone.stream()).containsExactly(1, 2);
      PIECES.assertHeld(store, 0);
    }
  }

  @Test
  void clear_ofATorrent_freesAllThatNobodyReads() throws Exception {
    put(0, 1, 2);
    disk.keep(Pieces.HASH, true);
    try (PieceLease leased = store.lease(1).orElseThrow()) {
      assertThat(store.clear()).isEqualTo(2 * PIECE);
      assertThat(Pieces.read(leased, PIECE)).isEqualTo(PIECES.bytes(1));
    }

    assertThat(onDisk().stream()).containsExactly(1);
    assertThat(disk.bytesUsed()).isEqualTo(PIECE);
    put(0);
    PIECES.assertHeld(store, 0);
  }

  @Test
  void clear_ofAll_sparesKeptTorrents() throws Exception {
    put(0, 1);
    PieceStore other = disk.openStore(OTHER, PIECES.geometry());
    other.put(5, PIECES.buffer(5));
    disk.keep(OTHER, true);

    assertThat(disk.clear()).isEqualTo(2 * PIECE);

    assertThat(store.held().isEmpty()).isTrue();
    assertThat(other.holds(5)).isTrue();
  }

  @Test
  void evict_fileThatCannotBeDeleted_goesOnCounting() throws Exception {
    put(0, 1, 2, 3, 4);
    storage.setDeletionsFail(true);

    put(5);
    assertThat(disk.bytesUsed()).isLessThanOrEqualTo(60_000);
    assertThat(storage.mostStored()).isEqualTo(5 * PIECE);
    PIECES.assertHeld(store, 5);
    storage.setDeletionsFail(false);
    disk.flush();

    assertThat(onDisk().get(5)).isTrue();
    assertThat(storage.mostStored()).isEqualTo(5 * PIECE);
  }

  private List<String> warnings() {
    return log.list.stream()
        .filter(event -> event.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }
}
