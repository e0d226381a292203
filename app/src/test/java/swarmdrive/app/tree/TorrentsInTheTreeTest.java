package swarmdrive.app.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static swarmdrive.app.testing.TestTorrents.bytes;
import static swarmdrive.app.testing.TestTorrents.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.InterruptedByTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.app.testing.TestTorrents;
import swarmdrive.app.testing.TestTorrents.Made;
import swarmdrive.engine.metainfo.Magnet;
import swarmdrive.webdav.DavContent;
import swarmdrive.webdav.DavFile;
import swarmdrive.webdav.FileRun;

final class TorrentsInTheTreeTest {
  private static final Duration SOON = Duration.ofMillis(20);

  @TempDir Path temporary;

  private TestDrive drive;

  @BeforeEach
  void open() throws IOException {
    drive = new TestDrive(temporary);
  }

  @AfterEach
  void close() {
    drive.close();
  }

  @Test
  void torrentOfSeveralFiles_isAFolderNamedAfterItsLibraryFile() throws IOException {
    put(
        "films/My Films.torrent",
        TestTorrents.multi(
            temporary,
            "name in the metainfo",
            Map.of("b.txt", text("bee"), "sub/a.txt", text("a"), "sub/deep/c.txt", text("sea"))));

    assertThat(drive.names("films")).containsExactly("My Films/");
    assertThat(drive.names("films/My Films")).containsExactly("sub/", "b.txt");
    assertThat(drive.names("films/My Films/sub")).containsExactly("deep/", "a.txt");
    assertThat(drive.read("films/My Films/sub/deep/c.txt")).isEqualTo(text("sea"));
    assertThat(drive.find("films/name in the metainfo")).isEmpty();
    assertThat(drive.file("films/My Films.torrent").contentType()).endsWith("bittorrent");
  }

  @Test
  void torrentOfOneFile_isThatFileInItsRoute() throws IOException {
    put("route/X.torrent", TestTorrents.single(temporary, "film.mkv", text("moving pictures")));

    assertThat(drive.names("route")).containsExactly("film.mkv");
    DavFile file = drive.file("route/film.mkv");
    assertThat(file.contentType()).isEqualTo("video/x-matroska");
    assertThat(file.modified()).isEqualTo(TestTorrents.CREATED);
    assertThat(TestDrive.read(file)).isEqualTo(text("moving pictures"));
  }

  @Test
  void listing_readsNothingOfTheSwarm() throws IOException {
    put(
        "X.torrent",
        TestTorrents.multi(
            temporary, "x", Map.of("a.zip", bytes(100, 1), "b/c.zip", bytes(100, 2))));
    drive.engine.silence(true);

    assertThat(TestDrive.names(drive.root)).containsExactly("X/");
    assertThat(drive.names("X")).containsExactly("b/", "a.zip", "a.zip.d/");
    assertThat(drive.names("X/b")).containsExactly("c.zip", "c.zip.d/");
    assertThat(drive.engine.bytesRead()).isZero();
    assertThat(drive.engine.openReaders()).isZero();
  }

  @Test
  void etag_isTheSameForTheSameFile_whereverItIsShown_andDiffersElse() throws IOException {
    Made made =
        TestTorrents.multi(
            temporary, "x", Map.of("a", text("same"), "b", text("same"), "c", text("c")));
    put("one.torrent", made);
    put("deep/two.torrent", made);

    String etag = drive.file("one/a").etag();
    assertThat(etag).isEqualTo(made.metainfo().infoHash() + "-0-4");
    assertThat(drive.file("deep/two/a").etag()).isEqualTo(etag);
    assertThat(drive.file("one/b").etag()).isNotEqualTo(etag);
    assertThat(etag).matches("[!#-~]+");
  }

  @Test
  void unsafeAndClashingNames_areAllReachable() throws IOException {
    put(
        "x.torrent",
        TestTorrents.multi(
            temporary,
            "x",
            Map.of(
                "what?.txt", text("1"),
                "README", text("2"),
                "readme", text("3"),
                "CON", text("4"),
                "dot.", text("5"))));

    assertThat(drive.names("x"))
        .containsExactlyInAnyOrder("what？.txt", "README", "readme (2)", "ＣON", "dot．");
    assertThat(drive.read("x/what？.txt")).isEqualTo(text("1"));
    assertThat(drive.read("x/readme (2)")).isEqualTo(text("3"));
  }

  @Test
  void sameNamesInARoute_getNumbers_realFoldersComeFirst() throws IOException {
    Files.createDirectories(drive.library.root().resolve("Name"));
    put("Name.torrent", TestTorrents.multi(temporary, "x", Map.of("from-torrent", text("x"))));
    Made other = TestTorrents.multi(temporary, "y", Map.of("from-magnet", text("y")));
    drive.engine.offer(other);
    drive.library.put("Name.magnet", drive.engine.add(other.metainfo()));

    assertThat(TestDrive.names(drive.root)).containsExactly("Name/", "Name (2)/", "Name (3)/");
    assertThat(drive.names("Name")).isEmpty();
    assertThat(drive.names("Name (2)")).containsExactly("from-magnet");
    assertThat(drive.names("Name (3)")).containsExactly("from-torrent");
  }

  @Test
  void magnetWithoutMetadata_isAFolderThatSaysSo_andFillsByItself() throws IOException {
    Made made = TestTorrents.multi(temporary, "x", Map.of("a", text("A")));
    drive.engine.offer(made);
    Magnet magnet = made.metainfo().magnet();
    drive.library.put("M.magnet", drive.engine.add(magnet));

    assertThat(TestDrive.names(drive.root)).containsExactly("M/");
    assertThat(drive.names("M")).containsExactly("waiting for metadata.txt");
    assertThat(drive.folder("M").notice())
        .contains(magnet.infoHash().toHex(), "no peer has it yet");
    assertThat(
            new String(
                drive.read("M/waiting for metadata.txt"), java.nio.charset.StandardCharsets.UTF_8))
        .contains("not known yet");

    drive.engine.metadataArrives(magnet.infoHash());
    assertThat(drive.names("M")).containsExactly("a");
  }

  @Test
  void magnetOfOneFile_becomesThatFile() throws IOException {
    Made made = drive.engine.offer(TestTorrents.single(temporary, "a.flac", text("la")));
    drive.library.put("M.magnet", drive.engine.add(made.metainfo().magnet()));
    assertThat(TestDrive.names(drive.root)).containsExactly("M/");

    drive.engine.metadataArrives(made.metainfo().infoHash());
    assertThat(TestDrive.names(drive.root)).containsExactly("a.flac");
    assertThat(drive.find("M")).isEmpty();
  }

  @Test
  void damagedFile_isShown_besideATextThatSaysWhatIsWrong() throws IOException {
    drive.library.putDamaged("route/X.torrent", "not a torrent file");

    assertThat(drive.names("route")).containsExactly("X.torrent", "X.torrent.error.txt");
    assertThat(drive.read("route/X.torrent.error.txt"))
        .isEqualTo(text("X.torrent cannot be used: not a torrent file\n"));
    assertThat(drive.read("route/X.torrent")).isEqualTo(text("described"));
  }

  @Test
  void arrivingFile_isShownAsWhatItIs() throws IOException {
    drive.library.putArriving("X.torrent");
    assertThat(TestDrive.names(drive.root)).containsExactly("X.torrent");
  }

  @Test
  void removedTorrent_isGoneFromTheListingAtOnce() throws IOException {
    put("X.torrent", TestTorrents.single(temporary, "a", text("a")));
    assertThat(drive.find("a")).isPresent();
    drive.library.forget("X.torrent");
    assertThat(drive.find("a")).isEmpty();
  }

  @Test
  void readingPastTheEnd_givesMinusOne() throws IOException {
    put("X.torrent", TestTorrents.single(temporary, "a", text("abc")));
    try (DavContent content = drive.file("a").open()) {
      assertThat(content.read(3, ByteBuffer.allocate(1), SOON)).isEqualTo(-1);
      assertThat(content.read(9, ByteBuffer.allocate(1), SOON)).isEqualTo(-1);
    }
    assertThat(drive.engine.openReaders()).isZero();
  }

  @Test
  void verifiedBytes_areLocatedInTheStoresFile() throws IOException {
    drive.engine.storeIn(Files.createDirectory(temporary.resolve("store")));
    byte[] big = bytes(40_000, 3);
    put("X.torrent", TestTorrents.multi(temporary, "x", Map.of("0", bytes(100, 4), "1", big)));

    try (DavContent content = drive.file("X/1").open();
        FileRun run = content.locate(10, 39_000, SOON).orElseThrow()) {
      assertThat(run.length()).isEqualTo((16 << 10) - 110);
      ByteBuffer found = ByteBuffer.allocate(20);
      run.channel().read(found, run.position());
      assertThat(found.array()).isEqualTo(java.util.Arrays.copyOfRange(big, 10, 30));
    }
    assertThat(drive.engine.openReaders()).isZero();
  }

  @Test
  void silentSwarm_endsInATimeout_andTheDownloadGoesOn() throws IOException {
    put("X.torrent", TestTorrents.single(temporary, "a", text("abc")));
    drive.engine.silence(true);
    DavContent content = drive.file("a").open();

    assertThatThrownBy(() -> content.read(0, ByteBuffer.allocate(3), SOON))
        .isInstanceOf(InterruptedByTimeoutException.class);
    content.close();

    assertThat(drive.engine.openReaders()).as("the wish stays").isEqualTo(1);
    assertThatThrownBy(() -> content.read(0, ByteBuffer.allocate(3), SOON))
        .isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void lateReader_isReplacedByTheNextOneOfItsFile() throws IOException {
    put("X.torrent", TestTorrents.single(temporary, "a", text("abc")));
    drive.engine.silence(true);
    for (int i = 0; i < 5; i++) {
      try (DavContent content = drive.file("a").open()) {
        assertThatThrownBy(() -> content.read(0, ByteBuffer.allocate(3), SOON))
            .isInstanceOf(InterruptedByTimeoutException.class);
      }
    }
    assertThat(drive.engine.openReaders()).isEqualTo(1);
  }

  @Test
  void readThatSucceedsAfterATimeout_closesAtOnce() throws IOException {
    put("X.torrent", TestTorrents.single(temporary, "a", text("abc")));
    try (DavContent content = drive.file("a").open()) {
      drive.engine.silence(true);
      assertThatThrownBy(() -> content.read(0, ByteBuffer.allocate(3), SOON))
          .isInstanceOf(InterruptedByTimeoutException.class);
      drive.engine.silence(false);
      assertThat(TestDrive.range(content, 0, 3)).isEqualTo(text("abc"));
    }
    assertThat(drive.engine.openReaders()).isZero();
  }

  @Test
  void close_wakesAWaitingReader_andWithdrawsItsWish() throws Exception {
    put("X.torrent", TestTorrents.single(temporary, "a", text("abc")));
    drive.engine.silence(true);
    DavContent content = drive.file("a").open();
    CompletableFuture<Integer> read = inBackground(content);

    content.close();

    assertThatThrownBy(read::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(ClosedChannelException.class);
    assertThat(drive.engine.openReaders()).isZero();
  }

  @Test
  void removedTorrent_endsItsReadersAsClosed() throws Exception {
    Made made = put("X.torrent", TestTorrents.single(temporary, "a", text("abc")));
    drive.engine.silence(true);
    try (DavContent content = drive.file("a").open()) {
      CompletableFuture<Integer> read = inBackground(content);
      drive.engine.remove(made.metainfo().infoHash());
      assertThatThrownBy(read::get).hasCauseInstanceOf(ClosedChannelException.class);
    }
  }

  @Test
  void rootThatIsEmpty_explainsHowToFillIt() throws IOException {
    assertThat(drive.root.name()).isEmpty();
    assertThat(drive.root.notice())
        .contains(drive.library.root().toString(), ".torrent", ".magnet", "curl");
    put("X.torrent", TestTorrents.single(temporary, "a", text("abc")));
    assertThat(drive.root.notice()).isEmpty();
  }

  @Test
  void torrentAddedAgain_hasFilesThatCanBeRead() throws IOException {
    Made made = put("X.torrent", TestTorrents.multi(temporary, "x", Map.of("a", text("abc"))));
    drive.read("X/a");
    drive.engine.remove(made.metainfo().infoHash());
    drive.library.put("X.torrent", drive.engine.add(made.metainfo()));
    assertThat(drive.read("X/a")).isEqualTo(text("abc"));
  }

  @Test
  void absentNames_areNotFound() throws IOException {
    put("X.torrent", TestTorrents.multi(temporary, "x", Map.of("a", text("abc"))));
    for (String path : List.of("nothing", "X/nothing", "..", ".", "X/..", "x", "Y.torrent")) {
      assertThat(drive.find(path)).as(path).isEqualTo(Optional.empty());
    }
  }

  private Made put(String path, Made made) throws IOException {
    drive.engine.offer(made);
    drive.library.put(path, drive.engine.add(made.metainfo()));
    return made;
  }

  /** Returns once the reader is open; it may or may not wait already. */
  private static CompletableFuture<Integer> inBackground(DavContent content) {
    CompletableFuture<Integer> result = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            result.complete(content.read(0, ByteBuffer.allocate(1), TestDrive.TIMEOUT));
          } catch (Throwable e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }
}
