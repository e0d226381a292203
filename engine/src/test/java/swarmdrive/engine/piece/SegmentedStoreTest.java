package swarmdrive.engine.piece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.engine.InfoHash;

/** The disk store on a real disk. */
class SegmentedStoreTest extends PieceStoreContract {
  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private final List<PieceDisk> disks = new ArrayList<>();

  @AfterEach
  void closeDisks() throws IOException {
    for (PieceDisk disk : disks) {
      disk.close();
    }
  }

  @Override
  PieceStore store() throws Exception {
    PieceStore store = open();
    PIECES.putAll(store);
    return store;
  }

  private PieceStore open() throws IOException {
    return disk(250_000).openStore(Pieces.HASH, PIECES.geometry());
  }

  private PieceDisk disk(int segmentTarget) throws IOException {
    PieceDisk disk =
        PieceDisk.open(
            new FileStorage(),
            folder,
            new PieceDisk.Settings(1 << 20, 2, Duration.ofHours(1), segmentTarget),
            clock,
            (task, delay) -> {},
            () -> {});
    disks.add(disk);
    return disk;
  }

  private PieceStore reopen() throws IOException {
    disks.removeLast().close();
    return open();
  }

  @Test
  void put_neverUsesOtherNamesThanNumbers() throws Exception {
    store().close();

    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile).map(f -> folder.relativize(f).toString()))
          .allMatch(f -> f.equals("lock") || f.matches("[0-9a-f]{40}.(record|\\d+-\\d+\\.seg)"))
          .hasSize(5);
    }
  }

  @Test
  void put_wrongLength_isRefused() throws Exception {
    PieceStore store = open();

    assertThatThrownBy(() -> store.put(4, ByteBuffer.allocate(100_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("50000");
  }

  @Test
  void put_leavesTheCallersBufferAsItWas() throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(100_002).position(1).limit(100_001);

    open().put(0, bytes);

    assertThat(bytes.position()).isEqualTo(1);
    assertThat(bytes.limit()).isEqualTo(100_001);
  }

  @Test
  void reopened_holdsWhatWasPut() throws Exception {
    PieceStore store = open();
    store.put(0, PIECES.buffer(0));
    store.put(4, PIECES.buffer(4));

    PieceStore again = reopen();

    assertThat(again.held().stream()).containsExactly(0, 4);
    assertThat(again.bytesStored()).isEqualTo(150_000);
    assertThat(again.lease(1)).isEmpty();
    PIECES.assertHeld(again, 0);
    PIECES.assertHeld(again, 4);
  }

  @Test
  void bytesStored_countsEachPieceOnce() throws Exception {
    PieceStore store = open();
    assertThat(store.bytesStored()).isZero();

    store.put(4, PIECES.buffer(4));
    store.put(4, PIECES.buffer(4));

    assertThat(store.bytesStored()).isEqualTo(50_000);
    assertThat(disks.getLast().bytesStored()).isEqualTo(50_000);
  }

  @Test
  void scan_knowsTorrentsThatNobodyOpened() throws Exception {
    store();
    disks.removeLast().close();
    Files.createDirectories(folder.resolve("unrelated"));

    PieceDisk disk = disk(250_000);
    assertThat(disk.bytesStored()).isZero();
    disk.scan();

    assertThat(disk.bytesStored()).isEqualTo(450_000);
  }

  @Test
  void openFiles_moreThanAllowed_areClosedOnceTheyAreIdle() throws Exception {
    PieceStore store = store();
    for (int round = 0; round < 3; round++) {
      for (int piece = 0; piece < 5; piece++) {
        PIECES.assertHeld(store, piece);
      }
    }
    try (PieceLease a = store.lease(0).orElseThrow();
        PieceLease b = store.lease(2).orElseThrow();
        PieceLease c = store.lease(4).orElseThrow()) {
      FileChannel first = a.channel().orElseThrow();
      assertThat(b.channel()).isPresent();
      assertThat(c.channel()).isPresent();

      assertThat(first.isOpen()).isTrue();
    }
  }

  @Test
  void evict_unusedSegment_freesItsBytesAndItCanBePutAgain() throws Exception {
    SegmentedStore store = (SegmentedStore) store();

    assertThat(store.evict(0)).isTrue();

    assertThat(store.held().stream()).containsExactly(2, 3, 4);
    assertThat(store.bytesStored()).isEqualTo(250_000);
    assertThat(store.evict(0)).isFalse();
    store.put(1, PIECES.buffer(1));
    PieceStore again = reopen();
    assertThat(again.held().stream()).containsExactly(1, 2, 3, 4);
    PIECES.assertHeld(again, 1);
  }

  @Test
  void evict_leasedSegment_isRefused() throws Exception {
    SegmentedStore store = (SegmentedStore) store();
    try (PieceLease lease = store.lease(0).orElseThrow()) {
      assertThat(lease.piece()).isZero();
      assertThat(store.evict(0)).isFalse();
    }
    assertThat(store.evict(0)).isTrue();
  }

  @Test
  void delete_whileLeased_readsGoOnAndNothingStays() throws Exception {
    PieceStore store = store();
    PieceDisk disk = disks.getLast();
    try (PieceLease lease = store.lease(0).orElseThrow()) {
      lease.channel();
      disk.delete(Pieces.HASH);

      assertThat(Pieces.read(lease, 100_000)).isEqualTo(PIECES.bytes(0));
    }
    assertThat(store.lease(0)).isEmpty();
    assertThat(store.held().isEmpty()).isTrue();
    assertThat(disk.bytesStored()).isZero();
    assertThat(folder.resolve(Pieces.HASH.toHex())).doesNotExist();
    store.put(0, PIECES.buffer(0));
    assertThat(store.holds(0)).isFalse();
    PieceStore fresh = disk.openStore(Pieces.HASH, PIECES.geometry());
    fresh.put(0, PIECES.buffer(0));
    PIECES.assertHeld(fresh, 0);
  }

  @Test
  void delete_unknownTorrent_isNoError() throws Exception {
    disk(250_000).delete(InfoHash.of(new byte[20]));
  }

  @Test
  void fileDeletedBySomebody_isMissedOnceItIsReadAndCanBePutAgain() throws Exception {
    store();
    PieceStore store = reopen();
    assertThat(store.holds(0)).isTrue();
    Files.delete(segment(0));

    try (PieceLease lease = store.lease(0).orElseThrow()) {
      assertThat(lease.channel()).isEmpty();
      assertThatThrownBy(() -> Pieces.read(lease, 100_000)).isInstanceOf(IOException.class);
    }

    assertThat(store.held().stream()).containsExactly(2, 3, 4);
    store.put(0, PIECES.buffer(0));
    PIECES.assertHeld(store, 0);
  }

  @Test
  void fileCutBySomebody_losesItsPieces() throws Exception {
    store();
    disks.removeLast().close();
    cut(segment(0), 150_000);
    PieceStore store = open();
    assertThat(store.held().stream()).containsExactly(0, 2, 3, 4);
    cut(segment(1), 150_000);

    try (PieceLease lease = store.lease(3).orElseThrow()) {
      assertThatThrownBy(() -> Pieces.read(lease, 100_000)).isInstanceOf(IOException.class);
    }
    assertThat(store.held().stream()).containsExactly(0, 4);
  }

  @Test
  void recordDeletedBySomebody_leavesPiecesToBeHashed() throws Exception {
    store();
    disks.removeLast().close();
    Files.delete(file(PieceRecord.NAME));

    PieceStore store = open();

    assertThat(store.held().isEmpty()).isTrue();
    assertThat(store.unrecorded().cardinality()).isEqualTo(5);
  }

  @Test
  void recordDeletedWhileRunning_isWrittenAnewAsAWhole() throws Exception {
    PieceStore store = open();
    store.put(0, PIECES.buffer(0));
    disks.getLast().flush();
    Files.delete(file(PieceRecord.NAME));
    store.put(1, PIECES.buffer(1));

    assertThat(reopen().held().stream()).containsExactly(0, 1);
  }

  @Test
  void unrecordedPiece_hashedAndPut_isHeldWithoutBeingWritten() throws Exception {
    store();
    disks.removeLast().close();
    Files.delete(file(PieceRecord.NAME));
    PieceStore store = open();
    var before = Files.getLastModifiedTime(segment(0));

    ByteBuffer found = store.readUnrecorded(1).orElseThrow();
    assertThat(found).isEqualTo(PIECES.buffer(1));
    assertThat(store.unrecorded().get(1)).isFalse();
    assertThat(store.readUnrecorded(1)).isEmpty();
    store.put(1, found);

    assertThat(Files.getLastModifiedTime(segment(0))).isEqualTo(before);
    assertThat(reopen().held().stream()).containsExactly(1);
  }

  @Test
  void unrecordedPiece_withOtherBytes_isWritten() throws Exception {
    store();
    disks.removeLast().close();
    Files.delete(file(PieceRecord.NAME));
    Files.write(segment(0), new byte[200_000]);
    PieceStore store = open();

    store.put(1, PIECES.buffer(1));

    PIECES.assertHeld(store, 1);
  }

  @Test
  void recordOfAnotherGeometry_isPutAside() throws Exception {
    store();
    disks.removeLast().close();

    PieceStore other = disk(250_000).openStore(Pieces.HASH, new PieceGeometry(450_000, 90_000));

    assertThat(other.held().isEmpty()).isTrue();
    assertThat(file("record.aside")).exists();
  }

  @Test
  void secondProcess_isKeptOut() throws Exception {
    open();

    assertThatThrownBy(() -> disk(250_000))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("is in use by another swarmdrive");
  }

  @Test
  void closedDisk_takesNothingAndOpensNothing() throws Exception {
    PieceStore store = store();
    PieceDisk disk = disks.removeLast();
    disk.close();

    assertThat(store.lease(0)).isEmpty();
    assertThatThrownBy(() -> disk.openStore(Pieces.HASH, PIECES.geometry()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void publicOpen_recordsByItself() throws Exception {
    PieceDisk disk = PieceDisk.open(folder, 1 << 20, 1L << 40, 0);
    PIECES.putAll(disk.openStore(Pieces.HASH, PIECES.geometry()));
    disk.close();

    PieceDisk again = PieceDisk.open(folder, 1 << 20, 1L << 40, 0);
    disks.add(again);
    PieceStore store = again.openStore(Pieces.HASH, PIECES.geometry());
    assertThat(store.held().cardinality()).isEqualTo(5);
    PIECES.assertHeld(store, 3);
  }

  private Path file(String name) {
    return folder.resolve(Pieces.HASH.toHex()).resolve(name);
  }

  private Path segment(int number) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(Pieces.HASH.toHex()))) {
      return files
          .filter(f -> f.getFileName().toString().startsWith(number + "-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static void cut(Path file, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }
}
