package swarmdrive.app.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.app.library.LibraryConfig;
import swarmdrive.app.library.LiveLibrary;
import swarmdrive.app.library.TorrentsSeen;
import swarmdrive.app.testing.FakeTorrentEngine;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.Torrent;
import swarmdrive.engine.TorrentEngine;
import swarmdrive.engine.metainfo.Metainfo;

final class SharedFoldersTest {
  private static final Instant NOW = Instant.parse("2024-01-01T00:00:00Z");

  @TempDir Path temporary;

  private final TorrentEngine engine = new FakeTorrentEngine();
  private Path mine;
  private LiveLibrary library;
  private SharedFolders shared;

  @BeforeEach
  void open() throws IOException {
    mine = Files.createDirectories(temporary.resolve("srv/mine"));
    Files.writeString(mine.resolve("one.txt"), "one");
    library = library();
    shared = shared(mine);
  }

  private LiveLibrary library() throws IOException {
    return new LiveLibrary(
        new LibraryConfig(
            temporary.resolve("library"),
            Duration.ofHours(1),
            Duration.ofSeconds(1),
            1 << 20,
            1 << 20),
        engine,
        InstantSource.fixed(NOW),
        new TorrentsSeen() {
          @Override
          public void added(InfoHash infoHash) {}

          @Override
          public void removed(InfoHash infoHash) {}
        });
  }

  private SharedFolders shared(Path... folders) throws IOException {
    return new SharedFolders(
        new SharedConfig(
            List.of(folders),
            "Shared",
            List.of("http://tracker.example/announce"),
            Duration.ofHours(1),
            temporary.resolve("shared.list")),
        engine,
        library,
        InstantSource.fixed(NOW));
  }

  @AfterEach
  void close() throws IOException {
    shared.close();
    library.close();
    engine.close();
  }

  private Path file(String name) {
    return library.root().resolve("Shared").resolve(name + ".torrent");
  }

  private Share share() {
    return shared.shares().getFirst();
  }

  @Test
  void folder_becomesATorrentOfTheLibrary() throws IOException {
    assertThat(share().state()).isEqualTo("waiting");
    shared.look();

    assertThat(share().state()).isEqualTo("seeding");
    assertThat(share().updated()).isEqualTo(NOW.toString());
    assertThat(share().magnet()).contains(share().infoHash(), "tracker.example");
    Metainfo made = Metainfo.parse(Files.readAllBytes(file("mine")));
    assertThat(made.infoHash().toHex()).isEqualTo(share().infoHash());
    assertThat(made.name()).isEqualTo("mine");
    Optional<Torrent> seeded = engine.find(made.infoHash());
    assertThat(seeded).isPresent();
  }

  @Test
  void unchangedFolder_staysTheSameTorrent() throws IOException {
    shared.look();
    FileTime written = Files.getLastModifiedTime(file("mine"));
    Share before = share();
    shared.look();
    shared.look();
    assertThat(share()).isEqualTo(before);
    assertThat(Files.getLastModifiedTime(file("mine"))).isEqualTo(written);
  }

  @Test
  void change_isTakenOverOnceItHasComeToRest() throws IOException {
    shared.look();
    String before = share().infoHash();
    Files.writeString(mine.resolve("two.txt"), "tw");
    shared.look();
    assertThat(share().infoHash()).as("it may go on").isEqualTo(before);
    Files.writeString(mine.resolve("two.txt"), "two and more");
    shared.look();
    assertThat(share().infoHash()).as("it went on").isEqualTo(before);
    shared.look();
    assertThat(share().infoHash()).isNotEqualTo(before);
    assertThat(Metainfo.parse(Files.readAllBytes(file("mine"))).files()).hasSize(2);
  }

  @Test
  void removedLibraryFile_comesBack_sinceTheConfigurationNamesIt() throws IOException {
    shared.look();
    Files.delete(file("mine"));
    shared.look();
    assertThat(file("mine")).exists();
  }

  @Test
  void libraryFileOfSomebodyElse_staysAsItIs_alsoAfterARestart() throws IOException {
    Files.createDirectories(file("mine").getParent());
    Files.writeString(file("mine"), "theirs");
    for (int run = 0; run < 2; run++) {
      shared.start();
      shared.close();
      shared.look();
      assertThat(share().state()).isEqualTo("failed");
      assertThat(share().problem()).contains("mine.torrent", "rename it");
      assertThat(file("mine")).hasContent("theirs");
      shared = shared(mine);
    }
    Files.move(mine, temporary.resolve("away"));
    shared.start();
    shared.close();
    shared.look();
    assertThat(file("mine")).hasContent("theirs");
  }

  @Test
  void missingFolder_isToldAndTakesItsTorrentAlong_andComesBack() throws IOException {
    shared.look();
    Path away = temporary.resolve("away");
    Files.move(mine, away);
    shared.look();
    assertThat(share().state()).isEqualTo("failed");
    assertThat(share().problem()).isEqualTo("there is no such folder");
    assertThat(file("mine")).doesNotExist();

    Files.move(away, mine);
    shared.look();
    assertThat(share().state()).isEqualTo("seeding");
    assertThat(share().problem()).isEmpty();
    assertThat(file("mine")).exists();
  }

  @Test
  void emptyFolder_failsInOneLine_andStopsNoOther() throws IOException {
    Path empty = Files.createDirectories(temporary.resolve("empty"));
    shared = shared(empty, mine);
    shared.look();
    assertThat(shared.shares()).extracting(Share::state).containsExactly("failed", "seeding");
    assertThat(share().problem()).isNotBlank().doesNotContain("\n");
  }

  @Test
  void foldersOfTheSameName_getNumbers() throws IOException {
    Path other = Files.createDirectories(temporary.resolve("other/mine"));
    Files.writeString(other.resolve("three.txt"), "three");
    shared = shared(mine, other);
    shared.look();
    assertThat(file("mine")).exists();
    assertThat(file("mine (2)")).exists();
  }

  @Test
  void start_removesWhatTheRunBeforeMade_andNothingElse() throws IOException {
    shared.look();
    Path own = Files.writeString(library.root().resolve("own.torrent"), "x");
    Path outside = Files.writeString(temporary.resolve("outside.torrent"), "x");
    Files.write(
        temporary.resolve("shared.list"),
        List.of("Shared/mine.torrent", "../outside.torrent", "own.txt", "\0"));
    shared = shared();
    shared.start();
    assertThat(file("mine")).doesNotExist();
    assertThat(own).exists();
    assertThat(outside).exists();
    assertThat(Files.readAllLines(temporary.resolve("shared.list"))).isEmpty();
  }

  @Test
  void start_looksByItself() throws IOException {
    shared.start();
    swarmdrive.app.testing.Eventually.until(
        "it is seeded", () -> share().state().equals("seeding"));
    assertThat(Files.readAllLines(temporary.resolve("shared.list")))
        .containsExactly("Shared/mine.torrent");
  }
}
