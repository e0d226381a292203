package swarmdrive.engine.piece;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.piece.PieceRecord.Entry;

class PieceRecordTest {
  private static final Pieces PIECES = Pieces.of(45_000, 10_000);
  private static final SegmentLayout LAYOUT = new SegmentLayout(PIECES.geometry(), 20_000);
  private static final Path FOLDER = Path.of("store").resolve(Pieces.HASH.toHex());
  private static final Path FILE = FOLDER.resolve(PieceRecord.NAME);

  private final CrashableStorage storage = new CrashableStorage();
  private final ManualClock clock = new ManualClock();

  @Test
  void load_appended_isReadBackInOrder() throws Exception {
    List<Entry> entries = new ArrayList<>();
    PieceRecord record = record();
    for (int i = 0; i < 10_000; i++) {
      entries.add(new Entry(i, 1L << 40 | i));
    }
    record.append(entries.subList(0, 1), List::of);
    record.append(entries.subList(1, 10_000), List::of);

    assertThat(load(record())).isEqualTo(entries);
    assertThat(record.entries()).isEqualTo(10_000);
  }

  @Test
  void load_noFile_isEmptyAndTheFirstAppendMakesIt() throws Exception {
    PieceRecord record = record();
    assertThat(load(record)).isEmpty();

    record.append(List.of(new Entry(1, 2)), () -> List.of(new Entry(0, 1)));

    assertThat(load(record())).containsExactly(new Entry(0, 1), new Entry(1, 2));
  }

  @Test
  void load_remainsOfACutTail_neverCountAgain() throws Exception {
    PieceRecord first = record();
    first.append(List.of(new Entry(0, 1), new Entry(1, 1), new Entry(2, 1)), List::of);
    byte[] old = storage.bytes(FILE);
    byte[] torn = old.clone();
    torn[PieceRecord.HEADER_LENGTH + PieceRecord.ENTRY_LENGTH]++;
    storage.replace(FILE, torn);
    PieceRecord second = record();
    assertThat(load(second)).hasSize(1);
    second.append(List.of(new Entry(3, 1)), List::of);

    // the cut was lost with the power, the new entry was not
    byte[] mixed = old.clone();
    System.arraycopy(storage.bytes(FILE), 0, mixed, 0, storage.bytes(FILE).length);
    storage.replace(FILE, mixed);

    assertThat(load(record())).containsExactly(new Entry(0, 1), new Entry(3, 1));
  }

  @Test
  void append_fileThatWasCutBySomebody_writesAllAnew() throws Exception {
    PieceRecord record = record();
    record.append(List.of(new Entry(0, 1), new Entry(1, 1)), List::of);
    storage.replace(FILE, Arrays.copyOf(storage.bytes(FILE), PieceRecord.HEADER_LENGTH + 3));

    record.append(List.of(new Entry(2, 1)), () -> List.of(new Entry(0, 1), new Entry(1, 1)));

    assertThat(load(record())).hasSize(3);
  }

  @Test
  void append_failed_canBeTriedAgain() throws Exception {
    PieceRecord record = record();
    record.append(List.of(new Entry(0, 1)), List::of);
    storage.setRoom(20);
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> record.append(List.of(new Entry(1, 1), new Entry(2, 1)), List::of)))
        .isInstanceOf(IOException.class);
    storage.setRoom(Long.MAX_VALUE);

    record.append(List.of(new Entry(3, 1)), List::of);

    assertThat(load(record())).containsExactly(new Entry(0, 1), new Entry(3, 1));
  }

  @Test
  void layout_trustedHeaderOnly_isGiven() throws Exception {
    record().append(List.of(), List::of);

    assertThat(PieceRecord.layout(storage, FOLDER, Pieces.HASH)).contains(LAYOUT);
    assertThat(PieceRecord.layout(storage, FOLDER, InfoHash.of(new byte[20]))).isEmpty();
    assertThat(PieceRecord.layout(storage, Path.of("none"), Pieces.HASH)).isEmpty();
    byte[] header = storage.bytes(FILE);
    for (int at = 0; at < header.length; at++) {
      byte[] damaged = header.clone();
      damaged[at] ^= 1;
      storage.replace(FILE, damaged);
      assertThat(PieceRecord.layout(storage, FOLDER, Pieces.HASH)).as("byte " + at).isEmpty();
    }
  }

  @Test
  void store_recordCutOrDamagedAnywhere_losesOnlyWhatItSaidAndTakesItAgain() throws Exception {
    PieceDisk disk = disk();
    PIECES.putAll(disk.openStore(Pieces.HASH, PIECES.geometry()));
    disk.close();
    byte[] whole = storage.bytes(FILE);
    assertThat(whole).hasSize(PieceRecord.HEADER_LENGTH + 5 * PieceRecord.ENTRY_LENGTH);
    for (int at = 0; at < whole.length; at++) {
      int intact = Math.max(0, at - PieceRecord.HEADER_LENGTH) / PieceRecord.ENTRY_LENGTH;

      storage.replace(FILE, Arrays.copyOf(whole, at));
      assertHeldAfterStart(intact, "cut at " + at);
      storage.replace(FILE, whole);
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x10;
      storage.replace(FILE, damaged);
      assertHeldAfterStart(intact, "damaged at " + at);
      storage.replace(FILE, whole);
    }
  }

  private void assertHeldAfterStart(int held, String what) throws IOException {
    try (PieceDisk disk = disk()) {
      PieceStore store = disk.openStore(Pieces.HASH, PIECES.geometry());
      assertThat(store.held().cardinality()).as(what).isEqualTo(held);
      assertThat(store.unrecorded().cardinality()).as(what).isEqualTo(5 - held);
      PIECES.putAll(store);
    }
    try (PieceDisk disk = disk()) {
      PieceStore store = disk.openStore(Pieces.HASH, PIECES.geometry());
      assertThat(store.held().cardinality()).as(what + ", put again").isEqualTo(5);
      PIECES.assertHeld(store, 4);
    }
  }

  @Test
  void store_manyEvictions_keepTheRecordSmall() throws Exception {
    try (PieceDisk disk = disk()) {
      SegmentedStore store = disk.store(Pieces.HASH, PIECES.geometry());
      for (int i = 0; i < 1200; i++) {
        store.put(4, PIECES.buffer(4));
        disk.flush();
        store.evict(2);
      }
      PIECES.putAll(store);
    }
    assertThat(storage.bytes(FILE).length).isLessThan(20_000);
    try (PieceDisk disk = disk()) {
      assertThat(disk.openStore(Pieces.HASH, PIECES.geometry()).held().cardinality()).isEqualTo(5);
    }
  }

  private PieceDisk disk() throws IOException {
    return PieceDisk.open(
        storage,
        Path.of("store"),
        new PieceDisk.Settings(1 << 20, 2, Duration.ofHours(1), 20_000),
        clock,
        (task, delay) -> {},
        () -> {});
  }

  private PieceRecord record() {
    return new PieceRecord(storage, FOLDER, Pieces.HASH, LAYOUT);
  }

  private static List<Entry> load(PieceRecord record) throws IOException {
    List<Entry> entries = new ArrayList<>();
    record.load((piece, generation) -> entries.add(new Entry(piece, generation)));
    return entries;
  }
}
