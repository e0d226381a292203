package swarmdrive.engine.piece;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.engine.InfoHash;

/** A store of 1,000 torrents and 20 GB is taken as it is; its files are holes here. */
class RestartTest {
  private static final int TORRENTS = 1000;
  private static final int SEGMENTS = 20;
  private static final SegmentLayout LAYOUT =
      new SegmentLayout(new PieceGeometry(100L << 20, 1 << 20), SegmentLayout.TARGET);

  @TempDir private Path folder;

  /** Counts what is opened. */
  private static final class CountingStorage extends ForwardingStorage {
    final AtomicInteger piecesOpened = new AtomicInteger();
    final AtomicInteger recordsOpened = new AtomicInteger();

    @Override
    public FileChannel open(Path file) throws IOException {
      boolean pieces = file.toString().endsWith(".seg");
      (pieces ? piecesOpened : recordsOpened).incrementAndGet();
      return super.open(file);
    }
  }

  private static InfoHash hash(int torrent) {
    byte[] bytes = new byte[20];
    bytes[0] = (byte) (torrent >> 8);
    bytes[1] = (byte) torrent;
    return InfoHash.of(bytes);
  }

  private void make(int torrent) throws IOException {
    Path of = Files.createDirectories(folder.resolve(hash(torrent).toHex()));
    List<PieceRecord.Entry> entries = new ArrayList<>();
    for (int segment = 0; segment < SEGMENTS; segment++) {
      Path file = of.resolve(new SegmentLayout.Name(segment, 1000 + segment).toString());
      try (RandomAccessFile hole = new RandomAccessFile(file.toFile(), "rw")) {
        hole.setLength(1 << 20);
      }
      entries.add(new PieceRecord.Entry(segment, 1000 + segment));
    }
    new PieceRecord(new FileStorage(), of, hash(torrent), LAYOUT).rewrite(entries);
  }

  @Test
  void open_thousandTorrentsOf20Gigabytes_readsNoPiece() throws Exception {
    for (int torrent = 0; torrent < TORRENTS; torrent++) {
      make(torrent);
    }
    CountingStorage storage = new CountingStorage();
    List<Runnable> background = new ArrayList<>();
    DiskBudget.Limits limits = new DiskBudget.Limits(30L << 30, 0);
    try (PieceDisk disk =
        PieceDisk.open(
            storage,
            folder,
            new PieceDisk.Settings(
                1 << 20, 200, Duration.ofSeconds(1), SegmentLayout.TARGET, limits),
            InstantSource.system(),
            (task, delay) -> background.add(task),
            () -> {})) {
      assertThat(storage.recordsOpened).as("looked at before it is needed").hasValue(0);
      for (int torrent = 0; torrent < TORRENTS; torrent++) {
        PieceStore store = disk.openStore(hash(torrent), LAYOUT.geometry());
        assertThat(store.held().cardinality()).isEqualTo(SEGMENTS);
        assertThat(store.unrecorded().isEmpty()).isTrue();
      }
      List.copyOf(background).forEach(Runnable::run);

      assertThat(disk.bytesStored()).isEqualTo((long) TORRENTS * SEGMENTS << 20);
      assertThat(disk.bytesUsed()).isGreaterThan(disk.bytesStored());
      assertThat(storage.piecesOpened).hasValue(0);
      assertThat(storage.recordsOpened).hasValue(TORRENTS);
    }
  }
}
