package swarmdrive.app.library;

import static org.assertj.core.api.Assertions.assertThat;
import static swarmdrive.app.testing.TestTorrents.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.app.testing.FakeTorrentEngine;
import swarmdrive.app.testing.SeenTorrents;
import swarmdrive.app.testing.TestClock;
import swarmdrive.app.testing.TestTorrents;
import swarmdrive.app.testing.TestTorrents.Made;

/** The library without its thread: each look is made by the test, the clock is the test's. */
final class CatalogueTest {
  private static final Duration SETTLE = Duration.ofSeconds(2);

  @TempDir Path temporary;

  private final FakeTorrentEngine engine = new FakeTorrentEngine();
  private final TestClock clock = new TestClock(Instant.parse("2024-01-01T00:00:00Z"));
  private Path root;
  private final SeenTorrents torrents = new SeenTorrents();
  private LiveLibrary library;

  @BeforeEach
  void open() throws IOException {
    LibraryConfig config =
        new LibraryConfig(
            temporary.resolve("library"), Duration.ofMinutes(1), SETTLE, 100_000, 1_000);
    library = new LiveLibrary(config, engine, clock, torrents);
    root = library.root();
  }

  @Test
  void torrentFile_thatIsWhole_isAddedAtOnce() throws IOException {
    Made made = TestTorrents.single(temporary, "a.bin", text("content"));
    Path file = Files.write(root.resolve("A.torrent"), made.torrentFile());

    library.lookAtEverything();

    assertThat(library.entries(root)).containsOnlyKeys("A.torrent");
    LibraryEntry.Loaded entry = (LibraryEntry.Loaded) entry(file);
    assertThat(entry.name()).isEqualTo("A");
    assertThat(entry.torrent().infoHash()).isEqualTo(made.metainfo().infoHash());
    assertThat(entry.modified()).isEqualTo(TestTorrents.CREATED);
  }

  @Test
  void torrentFile_inADeepFolder_isFound() throws IOException {
    Path folder = Files.createDirectories(root.resolve("a/b c/ü"));
    Files.write(folder.resolve("X.TORRENT"), some("x").torrentFile());

    library.lookAtEverything();

    assertThat(library.entries(folder)).containsOnlyKeys("X.TORRENT");
    assertThat(library.all()).hasSize(1);
  }

  @Test
  void copyInProgress_isArriving_thenAdded_andNeverAnError() throws IOException {
    byte[] whole = some("x").torrentFile();
    Path file = root.resolve("x.torrent");
    for (int length : new int[] {0, 1, whole.length / 2, whole.length - 1}) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      clock.advance(SETTLE.multipliedBy(3));
      library.lookAtEverything();
      assertThat(entry(file)).isInstanceOf(LibraryEntry.Arriving.class);
    }
    Files.write(file, whole);
    library.lookAt(Set.of(root));
    assertThat(entry(file)).isInstanceOf(LibraryEntry.Loaded.class);
  }

  @Test
  void torrentFile_thatStaysDamaged_saysWhatIsWrong_andIsAddedOnceItIsReplaced()
      throws IOException {
    Path file = Files.write(root.resolve("x.torrent"), text("d4:infoi3ee"));
    library.lookAtEverything();
    clock.advance(SETTLE);
    library.lookAt(Set.of(root));

    LibraryEntry.Damaged damaged = (LibraryEntry.Damaged) entry(file);
    assertThat(damaged.problem()).isNotBlank().doesNotContain("\n");

    Files.write(file, some("x").torrentFile());
    library.lookAt(Set.of(root));
    assertThat(entry(file)).isInstanceOf(LibraryEntry.Loaded.class);
  }

  @Test
  void emptyFile_isDamagedOnlyAfterAWhile() throws IOException {
    Path file = Files.createFile(root.resolve("x.magnet"));
    library.lookAtEverything();
    assertThat(entry(file)).isInstanceOf(LibraryEntry.Arriving.class);
    clock.advance(SETTLE);
    library.lookAtEverything();
    assertThat(entry(file))
        .isInstanceOfSatisfying(
            LibraryEntry.Damaged.class,
            damaged -> assertThat(damaged.problem()).isEqualTo("the file is empty"));
  }

  @Test
  void tooLargeFiles_areDamaged() throws IOException {
    Path torrent = Files.write(root.resolve("x.torrent"), new byte[100_001]);
    Path magnet = Files.write(root.resolve("x.magnet"), new byte[1_001]);
    library.lookAtEverything();
    clock.advance(SETTLE);
    library.lookAtEverything();

    assertThat(((LibraryEntry.Damaged) entry(torrent)).problem())
        .isEqualTo("the file is larger than 100000 bytes");
    assertThat(((LibraryEntry.Damaged) entry(magnet)).problem())
        .isEqualTo("the file is larger than 1000 bytes");
  }

  @Test
  void magnetWithLineEnd_isAddedAtOnce_withoutOne_whenItHasSettled() throws IOException {
    String link = some("x").metainfo().magnet().toString();
    Path ended = Files.writeString(root.resolve("a.magnet"), "\uFEFF" + link + "\r\n");
    Path open = Files.writeString(root.resolve("b.magnet"), link);
    library.lookAtEverything();
    assertThat(entry(ended)).isInstanceOf(LibraryEntry.Loaded.class);
    assertThat(entry(open)).isInstanceOf(LibraryEntry.Arriving.class);

    clock.advance(SETTLE);
    library.lookAt(Set.of(root));
    assertThat(entry(open)).isInstanceOf(LibraryEntry.Loaded.class);
    assertThat(engine.torrents()).hasSize(1);
  }

  @Test
  void sameTorrentInTwoFiles_isRemovedWithTheLast() throws IOException {
    Made made = some("x");
    Path other = Files.createDirectory(root.resolve("other"));
    Path first = Files.write(root.resolve("x.torrent"), made.torrentFile());
    Path second = Files.write(other.resolve("y.torrent"), made.torrentFile());
    library.lookAtEverything();
    assertThat(library.all()).hasSize(2);
    assertThat(engine.torrents()).hasSize(1);

    Files.delete(first);
    library.lookAt(Set.of(root));
    assertThat(library.all()).hasSize(1);
    assertThat(engine.removed()).isEmpty();

    Files.delete(second);
    library.lookAt(Set.of(other));
    assertThat(library.all()).isEmpty();
    assertThat(engine.removed()).containsExactly(made.metainfo().infoHash());
  }

  @Test
  void rename_keepsTheTorrentInTheEngine() throws IOException {
    Path file = Files.write(root.resolve("x.torrent"), some("x").torrentFile());
    Path folder = Files.createDirectory(root.resolve("folder"));
    library.lookAtEverything();

    Files.move(file, folder.resolve("y.torrent"));
    library.lookAt(Set.of(root, folder));

    assertThat(library.entries(root)).isEmpty();
    assertThat(library.entries(folder)).containsOnlyKeys("y.torrent");
    assertThat(engine.removed()).isEmpty();
  }

  @Test
  void renamedFolder_takesItsTorrentsAlong() throws IOException {
    Path deep = Files.createDirectories(root.resolve("a/b"));
    Files.write(deep.resolve("x.torrent"), some("x").torrentFile());
    library.lookAtEverything();

    Files.move(root.resolve("a"), root.resolve("z"));
    library.lookAt(Set.of(root));

    assertThat(library.entries(deep)).isEmpty();
    assertThat(library.entries(root.resolve("z/b"))).containsOnlyKeys("x.torrent");
    assertThat(engine.removed()).isEmpty();
  }

  @Test
  void removedFolder_removesItsTorrents_itsNeighbourStays() throws IOException {
    Files.write(Files.createDirectory(root.resolve("a")).resolve("x.torrent"), file("x"));
    Files.write(Files.createDirectory(root.resolve("a-b")).resolve("y.torrent"), file("y"));
    library.lookAtEverything();

    Files.delete(root.resolve("a/x.torrent"));
    Files.delete(root.resolve("a"));
    library.lookAtEverything();

    assertThat(library.all()).hasSize(1);
    assertThat(engine.torrents()).hasSize(1);
  }

  @Test
  void replacedFile_showsTheNewTorrent_andKeepsTheOldOneUntilThen() throws IOException {
    Path file = Files.write(root.resolve("x.torrent"), file("old"));
    library.lookAtEverything();
    LibraryEntry old = entry(file);

    Files.write(file, text("d"));
    library.lookAtEverything();
    assertThat(entry(file)).isSameAs(old);

    Files.write(file, file("new one"));
    library.lookAtEverything();
    assertThat(((LibraryEntry.Loaded) entry(file)).torrent().name()).isEqualTo("new one.bin");
    assertThat(engine.removed()).hasSize(1);
  }

  @Test
  void addThatTheEngineRefuses_isTriedAgainWhenEverythingIsLookedAt() throws IOException {
    engine.refuse("the disk is full");
    Path file = Files.write(root.resolve("x.torrent"), file("x"));
    library.lookAtEverything();
    clock.advance(SETTLE);
    library.lookAtEverything();
    assertThat(((LibraryEntry.Damaged) entry(file)).problem()).isEqualTo("the disk is full");

    engine.refuse(null);
    library.lookAt(Set.of(root));
    assertThat(entry(file)).isInstanceOf(LibraryEntry.Damaged.class);
    library.lookAtEverything();
    assertThat(entry(file)).isInstanceOf(LibraryEntry.Loaded.class);
  }

  @Test
  void faultOfTheEngine_makesThatFileDamaged_andNoOther() throws IOException {
    Path first = Files.write(root.resolve("a.torrent"), file("a"));
    engine.fail(new IllegalStateException("a bug"));
    library.lookAtEverything();
    assertThat(((LibraryEntry.Damaged) entry(first)).problem()).contains("a bug");

    engine.fail(null);
    Path second = Files.write(root.resolve("b.torrent"), file("b"));
    library.lookAt(Set.of(root));
    assertThat(entry(second)).isInstanceOf(LibraryEntry.Loaded.class);
    library.lookAtEverything();
    assertThat(entry(first)).isInstanceOf(LibraryEntry.Loaded.class);
  }

  @Test
  void otherFilesHiddenNamesAndLinks_areNoEntries() throws IOException {
    Files.write(root.resolve("x.txt"), file("x"));
    Files.write(root.resolve("._x.torrent"), file("x"));
    Files.write(root.resolve(".torrent"), file("x"));
    Files.createDirectory(root.resolve("folder.torrent"));
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Files.write(outside.resolve("y.torrent"), file("y"));
    Files.createSymbolicLink(root.resolve("link"), outside);
    Files.createSymbolicLink(root.resolve("l.torrent"), outside.resolve("y.torrent"));
    Files.createSymbolicLink(root.resolve("circle"), root);

    library.lookAtEverything();

    assertThat(library.all()).isEmpty();
  }

  @Test
  void nothingChanged_givesTheSameMapAgain() throws IOException {
    Files.write(root.resolve("x.torrent"), file("x"));
    library.lookAtEverything();
    Map<String, LibraryEntry> before = library.entries(root);
    library.lookAtEverything();
    assertThat(library.entries(root)).isSameAs(before);
  }

  @Test
  void folderThatCannotBeRead_stopsNothing() throws IOException {
    Path closed = Files.createDirectory(root.resolve("closed"));
    Files.write(root.resolve("x.torrent"), file("x"));
    Files.delete(closed);
    library.lookAt(Set.of(root, closed));
    assertThat(library.all()).hasSize(1);
  }

  private LibraryEntry entry(Path file) {
    return library.all().stream().filter(e -> e.file().equals(file)).findFirst().orElseThrow();
  }

  private Made some(String name) throws IOException {
    return TestTorrents.single(temporary, name + ".bin", text("content of " + name));
  }

  private byte[] file(String name) throws IOException {
    return some(name).torrentFile();
  }

  @Test
  void torrents_areToldWhenTheirFirstFileComesAndTheirLastGoes() throws IOException {
    Made made = TestTorrents.single(temporary, "a.bin", text("content"));
    Path file = Files.write(root.resolve("A.torrent"), made.torrentFile());
    library.lookAtEverything();
    Files.move(file, root.resolve("B.torrent"));
    library.lookAtEverything();
    assertThat(torrents.seen).hasSize(1);
    Files.delete(root.resolve("B.torrent"));
    library.lookAtEverything();
    assertThat(torrents.seen.getFirst()).startsWith("+");
    assertThat(torrents.seen.getLast()).isEqualTo("-" + torrents.seen.getFirst().substring(1));
  }
}
