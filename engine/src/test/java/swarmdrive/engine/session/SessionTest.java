package swarmdrive.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import swarmdrive.engine.EngineConfig;
import swarmdrive.engine.EngineConfig.Encryption;
import swarmdrive.engine.RangeReader;
import swarmdrive.engine.ReadTimeoutException;
import swarmdrive.engine.ReaderView;
import swarmdrive.engine.StoredRun;
import swarmdrive.engine.SwarmView;
import swarmdrive.engine.Torrent;
import swarmdrive.engine.TorrentFile;
import swarmdrive.engine.TorrentRemovedException;

/** The whole engine, peer to peer over loopback. */
final class SessionTest {
  private static final int LENGTH = 5_000_000;
  private static final int PIECE = 256 << 10;

  @TempDir private Path folder;

  private TwoEngines engines() throws IOException {
    return new TwoEngines(folder, LENGTH, PIECE, UnaryOperator.identity());
  }

  private byte[] slice(TwoEngines engines, int from, int length) {
    return Arrays.copyOfRange(engines.bytes, from, from + length);
  }

  private static void eventually(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TwoEngines.PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time is over").isLessThan(end);
      Thread.sleep(10);
    }
  }

  @Test
  void read_anywhere_returnsTheSeedersBytes_andFetchesOnlyThosePieces() throws Exception {
    try (TwoEngines engines = engines();
        RangeReader reader = engines.add().open()) {
      assertThat(TwoEngines.read(reader, 3 * PIECE + 100, 1000))
          .isEqualTo(slice(engines, 3 * PIECE + 100, 1000));
      assertThat(engines.reader.status().bytesReceived()).isEqualTo(PIECE);
      assertThat(TwoEngines.read(reader, 7 * PIECE - 10, 20))
          .isEqualTo(slice(engines, 7 * PIECE - 10, 20));
      assertThat(engines.reader.status().piecesVerified()).isEqualTo(3);
      assertThat(engines.seeder.status().bytesSent()).isEqualTo(3L * PIECE);
    }
  }

  @Test
  void newTorrents_meetTheirPeersBeforeAnybodyReads_butFewOfMany() throws Exception {
    try (TwoEngines engines = engines()) {
      TorrentFile first = engines.add();
      eventually(() -> engines.reader.status().peers() == 1);

      List<TorrentFile> more = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        more.add(engines.addAnother(folder.resolve("more-" + i), 1000 + i));
      }
      eventually(() -> engines.reader.status().peers() == 8);
      assertThat(engines.reader.status().bytesReceived()).isZero();
      assertThat(engines.reader.torrents())
          .as("those that were added last have no peers yet")
          .filteredOn(torrent -> torrent.status().peers() == 0)
          .hasSize(3);

      for (TorrentFile file : more) {
        try (RangeReader reader = file.open()) {
          assertThat(TwoEngines.read(reader, 0, 1000)).hasSize(1000);
        }
      }
      try (RangeReader reader = first.open()) {
        assertThat(TwoEngines.read(reader, 0, 10)).isEqualTo(slice(engines, 0, 10));
      }
    }
  }

  @Test
  void pausedTorrent_hasNoPeersAndReadsNothing_alsoAfterARestart_untilItGoesOn() throws Exception {
    try (TwoEngines engines = engines()) {
      try (RangeReader reader = engines.add().open()) {
        TwoEngines.read(reader, 0, 100);
      }
      engines.reader.torrents().getFirst().pause(true);
      eventually(() -> engines.reader.status().peers() == 0);
      engines.restartReader();
      try (RangeReader reader = engines.add().open()) {
        Torrent torrent = engines.reader.torrents().getFirst();
        assertThat(torrent.paused()).isTrue();
        ByteBuffer target = ByteBuffer.allocate(10);
        assertThatThrownBy(() -> reader.read(9 * PIECE, target, Duration.ofMillis(300)))
            .isInstanceOf(ReadTimeoutException.class);
        assertThat(engines.reader.status().peers()).isZero();

        torrent.pause(false);
        assertThat(TwoEngines.read(reader, 9 * PIECE, 10)).isEqualTo(slice(engines, 9 * PIECE, 10));
        assertThat(torrent.paused()).isFalse();
      }
    }
  }

  @Test
  void look_showsTheHeldPieces_andThePeer() throws Exception {
    try (TwoEngines engines = engines();
        RangeReader reader = engines.add().open()) {
      TwoEngines.read(reader, 3 * PIECE, 100);
      SwarmView view =
          engines
              .reader
              .torrents()
              .getFirst()
              .look()
              .get(30, java.util.concurrent.TimeUnit.SECONDS);

      assertThat(view.held().stream()).contains(3);
      assertThat(view.fetching().intersects(view.held())).isFalse();
      assertThat(view.peers()).hasSize(1);
      SwarmView.PeerView peer = view.peers().getFirst();
      assertThat(peer.address().getPort()).isEqualTo(engines.seeder.status().listenPort());
      assertThat(peer.incoming()).isFalse();
      assertThat(peer.pieces()).isEqualTo(engines.metainfo.pieceCount());
      assertThat(peer.rate()).isPositive();
      assertThat(peer.choking()).isFalse();
    }
  }

  @Test
  void read_wholeFile_returnsAllBytes() throws Exception {
    try (TwoEngines engines = engines();
        RangeReader reader = engines.add().open()) {
      assertThat(TwoEngines.read(reader, 0, LENGTH)).isEqualTo(engines.bytes);
      assertThat(reader.read(LENGTH, ByteBuffer.allocate(1), Duration.ofSeconds(1))).isEqualTo(-1);
      assertThat(engines.reader.status().piecesFailed()).isZero();
    }
  }

  @Test
  void locate_showsTheBytesOnDisk() throws Exception {
    try (TwoEngines engines = engines();
        RangeReader reader = engines.add().open()) {
      try (StoredRun run =
          reader.locate(PIECE + 5, 10 * PIECE, TwoEngines.PATIENCE).orElseThrow()) {
        assertThat(run.length()).isEqualTo(PIECE - 5);
        ByteBuffer bytes = ByteBuffer.allocate((int) run.length());
        while (bytes.hasRemaining()) {
          run.channel().read(bytes, run.position() + bytes.position());
        }
        assertThat(bytes.array()).isEqualTo(slice(engines, PIECE + 5, PIECE - 5));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Encryption.class)
  void read_underEveryEncryptionPolicy_works(Encryption encryption) throws Exception {
    UnaryOperator<EngineConfig> settings =
        config ->
            new EngineConfig(
                config.store(),
                config.bindAddress(),
                0,
                true,
                false,
                List.of(),
                0,
                false,
                false,
                List.of(),
                encryption,
                swarmdrive.engine.Sharing.UNLIMITED,
                50,
                10,
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                1 << 20,
                8 << 20,
                1 << 20,
                1 << 30,
                0);
    try (TwoEngines engines = new TwoEngines(folder, LENGTH, PIECE, settings);
        RangeReader reader = engines.add().open()) {
      assertThat(TwoEngines.read(reader, 0, LENGTH)).isEqualTo(engines.bytes);
    }
  }

  @Test
  void magnet_getsMetadataFromThePeer_andKeepsItOverARestart() throws Exception {
    try (TwoEngines engines = engines()) {
      Torrent torrent = engines.reader.add(engines.magnet());
      eventually(() -> torrent.metainfo().isPresent());
      assertThat(torrent.name()).isEqualTo("content.bin");
      try (RangeReader reader = torrent.files().getFirst().open()) {
        assertThat(TwoEngines.read(reader, 100, 100)).isEqualTo(slice(engines, 100, 100));
      }
      engines.seeder.close();
      engines.restartReader();
      assertThat(engines.reader.add(engines.magnet()).metainfo()).isPresent();
    }
  }

  @Test
  void restart_keepsPieces_andReadsThemWithoutTheSwarm() throws Exception {
    try (TwoEngines engines = engines()) {
      try (RangeReader reader = engines.add().open()) {
        TwoEngines.read(reader, 0, LENGTH);
      }
      engines.seeder.close();
      engines.restartReader();
      Torrent torrent = engines.reader.add(engines.metainfo);
      assertThat(torrent.status().piecesHeld()).isEqualTo(engines.metainfo.pieceCount());
      try (RangeReader reader = torrent.files().getFirst().open()) {
        assertThat(TwoEngines.read(reader, 0, LENGTH)).isEqualTo(engines.bytes);
      }
      assertThat(engines.reader.status().piecesVerified()).as("nothing was hashed").isZero();
    }
  }

  @Test
  void read_withoutPeers_timesOut_andSucceedsLater() throws Exception {
    try (TwoEngines engines = engines()) {
      TorrentFile file = engines.reader.add(engines.metainfo).files().getFirst();
      try (RangeReader reader = file.open()) {
        assertThatThrownBy(() -> reader.read(0, ByteBuffer.allocate(10), Duration.ofMillis(100)))
            .isInstanceOf(ReadTimeoutException.class)
            .hasMessageContaining("content.bin");
      }
      engines.reader.add(engines.magnet());
      eventually(() -> engines.reader.status().piecesVerified() == 1);
      assertThat(engines.reader.status().readers()).isZero();
    }
  }

  @Test
  void reading_tellsWhereAReaderIs_andWhatItWaitsFor() throws Exception {
    try (TwoEngines engines = engines();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Torrent torrent = engines.reader.add(engines.metainfo);
      assertThat(torrent.reading(10)).isEmpty();
      try (RangeReader reader = torrent.files().getFirst().open()) {
        Future<?> waiting = threads.submit(() -> TwoEngines.read(reader, 5, 10));
        eventually(() -> torrent.reading(10).getFirst().waitingFor().isPresent());
        assertThat(torrent.reading(10))
            .containsExactly(new ReaderView("content.bin", LENGTH, 5, OptionalInt.of(0)));
        assertThat(torrent.reading(0)).isEmpty();
        reader.close();
        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS)).isNotNull();
      }
      assertThat(torrent.reading(10)).isEmpty();
    }
  }

  @Test
  void close_wakesAWaitingReader() throws Exception {
    try (TwoEngines engines = engines();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      RangeReader reader = engines.reader.add(engines.metainfo).files().getFirst().open();
      Future<?> waiting = threads.submit(() -> TwoEngines.read(reader, 0, 10));
      Thread.sleep(100);
      reader.close();
      assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(ClosedChannelException.class);
      assertThat(engines.reader.status().readers()).isZero();
    }
  }

  @Test
  void remove_wakesAllReaders() throws Exception {
    try (TwoEngines engines = engines();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      TorrentFile file = engines.reader.add(engines.metainfo).files().getFirst();
      List<Future<?>> waiting = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        waiting.add(threads.submit(() -> TwoEngines.read(file.open(), 0, 10)));
      }
      Thread.sleep(100);
      assertThat(engines.reader.remove(engines.metainfo.infoHash())).isTrue();
      for (Future<?> one : waiting) {
        assertThatThrownBy(() -> one.get(10, TimeUnit.SECONDS))
            .hasCauseInstanceOf(TorrentRemovedException.class);
      }
      assertThat(engines.reader.torrents()).isEmpty();
    }
  }

  @Test
  void torrentRemovedAndAddedAgain_isReadAsBefore() throws Exception {
    try (TwoEngines engines = engines()) {
      for (int i = 0; i < 3; i++) {
        try (RangeReader reader = engines.add().open()) {
          assertThat(TwoEngines.read(reader, i * PIECE, 100))
              .isEqualTo(slice(engines, i * PIECE, 100));
        }
        engines.reader.remove(engines.metainfo.infoHash());
      }
    }
  }

  @Test
  void manyReadersAtOnce_allGetTheirBytes() throws Exception {
    try (TwoEngines engines = engines();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      TorrentFile file = engines.add();
      CountDownLatch start = new CountDownLatch(1);
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        int from = new Random(i).nextInt(LENGTH - 50_000);
        all.add(
            threads.submit(
                () -> {
                  start.await();
                  try (RangeReader reader = file.open()) {
                    assertThat(TwoEngines.read(reader, from, 50_000))
                        .isEqualTo(slice(engines, from, 50_000));
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> one : all) {
        one.get(60, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void restartedEngine_findsThePeersThatGaveBefore() throws Exception {
    try (TwoEngines engines = engines()) {
      TorrentFile file = engines.add();
      try (RangeReader reader = file.open()) {
        TwoEngines.read(reader, 0, 1);
      }
      engines.restartReader();
      TorrentFile again = engines.reader.add(engines.metainfo).files().getFirst();
      try (RangeReader reader = again.open()) {
        int last = LENGTH - PIECE;
        assertThat(TwoEngines.read(reader, last, PIECE)).isEqualTo(slice(engines, last, PIECE));
      }
    }
  }

  @Test
  void removedTorrent_leavesNoPeersBehind() throws Exception {
    try (TwoEngines engines = engines()) {
      TorrentFile file = engines.add();
      try (RangeReader reader = file.open()) {
        TwoEngines.read(reader, 0, 1);
      }
      engines.restartReader();
      Path peers = folder.resolve("reader/peers");
      assertThat(peers.resolve(engines.metainfo.infoHash().toHex())).isNotEmptyFile();
      engines.reader.add(engines.metainfo);
      engines.reader.remove(engines.metainfo.infoHash());
      engines.restartReader();
      assertThat(peers).isEmptyDirectory();
    }
  }

  @Test
  void start_onAPortInUse_saysSoInOneLine() throws Exception {
    try (TwoEngines engines = engines()) {
      int taken = engines.seeder.status().listenPort();
      UnaryOperator<EngineConfig> settings =
          config ->
              new EngineConfig(
                  config.store(),
                  config.bindAddress(),
                  taken,
                  true,
                  false,
                  List.of(),
                  0,
                  false,
                  false,
                  List.of(),
                  Encryption.PREFER_PLAINTEXT,
                  swarmdrive.engine.Sharing.UNLIMITED,
                  50,
                  10,
                  Duration.ofSeconds(5),
                  Duration.ofMinutes(1),
                  1,
                  1,
                  1,
                  1 << 30,
                  0);
      assertThatThrownBy(() -> new TwoEngines(folder.resolve(".."), 10, 16384, settings).close())
          .isInstanceOf(IOException.class)
          .hasMessageContaining(String.valueOf(taken))
          .hasMessageNotContaining("\n");
    }
  }
}
