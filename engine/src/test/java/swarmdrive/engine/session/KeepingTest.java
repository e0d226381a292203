package swarmdrive.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.engine.EngineConfig;
import swarmdrive.engine.RangeReader;
import swarmdrive.engine.Torrent;
import swarmdrive.engine.TorrentStatus;

/** The cache's limit, kept torrents and clearing, on whole engines. */
final class KeepingTest {
  private static final int LENGTH = 5_000_000;
  private static final int PIECE = 256 << 10;
  private static final long LIMIT = 2 << 20;

  @TempDir private Path folder;

  private TwoEngines engines(long limit) throws IOException {
    return new TwoEngines(folder, LENGTH, PIECE, config -> withLimit(config, limit));
  }

  private static EngineConfig withLimit(EngineConfig config, long limit) {
    return new EngineConfig(
        config.store(),
        config.bindAddress(),
        config.port(),
        config.incoming(),
        config.dht(),
        config.dhtBootstrap(),
        config.dhtPort(),
        config.pex(),
        config.lsd(),
        config.extraTrackers(),
        config.encryption(),
        config.sharing(),
        config.maxPeers(),
        config.maxPeersPerTorrent(),
        config.connectTimeout(),
        config.idleTime(),
        config.readAheadMin(),
        config.readAheadMax(),
        config.memoryPieces(),
        limit,
        0);
  }

  private static void eventually(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TwoEngines.PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time is over").isLessThan(end);
      Thread.sleep(10);
    }
  }

  private long bytesOfPieces() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("reader").resolve("pieces"))) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Test
  void read_moreThanTheLimit_givesTheRightBytesAgainAndAgain() throws Exception {
    try (TwoEngines engines = engines(LIMIT);
        RangeReader reader = engines.add().open()) {
      for (int round = 0; round < 3; round++) {
        assertThat(TwoEngines.read(reader, 0, LENGTH)).isEqualTo(engines.bytes);
        assertThat(bytesOfPieces()).isLessThanOrEqualTo(LIMIT);
      }
      assertThat(engines.reader.status().storeUsed()).isBetween(LIMIT / 2, LIMIT);
      assertThat(engines.reader.status().storeLimit()).isEqualTo(LIMIT);
      assertThat(engines.reader.status().storeProblem()).isEmpty();
      Torrent torrent = engines.reader.find(engines.metainfo.infoHash()).orElseThrow();
      assertThat(torrent.status().state()).isNotEqualTo(TorrentStatus.State.COMPLETE);
    }
  }

  @Test
  void read_piecesLargerThanTheLimit_works_andStatusSaysThatNothingIsKept() throws Exception {
    try (TwoEngines engines =
            new TwoEngines(folder, LENGTH, 2 << 20, config -> withLimit(config, 1 << 20));
        RangeReader reader = engines.add().open()) {
      assertThat(TwoEngines.read(reader, 0, LENGTH)).isEqualTo(engines.bytes);
      assertThat(bytesOfPieces()).isLessThanOrEqualTo(1 << 20);
      assertThat(engines.reader.status().storeProblem()).contains("cache.limit");
    }
  }

  @Test
  void keep_downloadsAll_isRememberedAndStays() throws Exception {
    try (TwoEngines engines = engines(1 << 30)) {
      engines.add();
      Torrent torrent = engines.reader.find(engines.metainfo.infoHash()).orElseThrow();
      assertThat(torrent.kept()).isFalse();

      torrent.keep(true);

      eventually(() -> torrent.status().state() == TorrentStatus.State.COMPLETE);
      engines.restartReader();
      engines.add();
      Torrent again = engines.reader.find(engines.metainfo.infoHash()).orElseThrow();
      assertThat(again.kept()).isTrue();
      assertThat(engines.reader.clear()).isZero();
      assertThat(again.status().state()).isEqualTo(TorrentStatus.State.COMPLETE);
      assertThat(engines.reader.status().bytesReceived()).isZero();
    }
  }

  @Test
  void keep_moreThanTheLimit_fetchesWhatHasRoomAndNoMore() throws Exception {
    try (TwoEngines engines = engines(LIMIT)) {
      engines.add();
      Torrent torrent = engines.reader.find(engines.metainfo.infoHash()).orElseThrow();

      torrent.keep(true);

      eventually(() -> engines.reader.status().bytesStored() >= LIMIT - 2 * PIECE);
      Thread.sleep(1500);
      assertThat(bytesOfPieces()).isLessThanOrEqualTo(LIMIT);
      assertThat(engines.reader.status().bytesReceived()).isLessThanOrEqualTo(LIMIT + 2 * PIECE);
      try (RangeReader reader = torrent.files().getFirst().open()) {
        assertThat(TwoEngines.read(reader, LENGTH - 1000, 1000))
            .isEqualTo(Arrays.copyOfRange(engines.bytes, LENGTH - 1000, LENGTH));
      }
    }
  }

  @Test
  void clear_ofATorrent_freesItsPieces_andTheyAreReadAgain() throws Exception {
    try (TwoEngines engines = engines(1 << 30);
        RangeReader reader = engines.add().open()) {
      TwoEngines.read(reader, 0, LENGTH);
      Torrent torrent = engines.reader.find(engines.metainfo.infoHash()).orElseThrow();

      assertThat(torrent.clear()).isEqualTo(LENGTH);

      assertThat(torrent.status().piecesHeld()).isZero();
      assertThat(TwoEngines.read(reader, 0, LENGTH)).isEqualTo(engines.bytes);
    }
  }

  @Test
  void remove_endsKeeping_andClearTakesWhatRemovedTorrentsLeft() throws Exception {
    try (TwoEngines engines = engines(1 << 30)) {
      engines.add();
      Torrent torrent = engines.reader.find(engines.metainfo.infoHash()).orElseThrow();
      torrent.keep(true);
      eventually(() -> torrent.status().state() == TorrentStatus.State.COMPLETE);

      engines.reader.remove(engines.metainfo.infoHash());

      assertThat(engines.reader.status().bytesStored()).isEqualTo(LENGTH);
      assertThat(engines.reader.clear()).isEqualTo(LENGTH);
      engines.add();
      assertThat(engines.reader.find(engines.metainfo.infoHash()).orElseThrow().kept()).isFalse();
    }
  }
}
