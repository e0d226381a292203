package swarmdrive.app.library;

import static org.assertj.core.api.Assertions.assertThat;
import static swarmdrive.app.testing.Eventually.until;
import static swarmdrive.app.testing.TestTorrents.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.app.testing.FakeTorrentEngine;
import swarmdrive.app.testing.SeenTorrents;
import swarmdrive.app.testing.TestTorrents;

/** The library with its thread, its watch and the real clock. */
final class LiveLibraryTest {
  @TempDir Path temporary;

  private final FakeTorrentEngine engine = new FakeTorrentEngine();
  private final SeenTorrents torrents = new SeenTorrents();
  private LiveLibrary library;

  @BeforeEach
  void open() throws IOException {
    library =
        new LiveLibrary(
            new LibraryConfig(
                temporary.resolve("new/library"),
                Duration.ofHours(1),
                Duration.ofMillis(200),
                100_000,
                1_000),
            engine,
            InstantSource.system(),
            torrents);
  }

  @AfterEach
  void close() throws IOException {
    library.close();
  }

  @Test
  void filesThatComeAndGo_areSeenWithoutARescan() throws IOException {
    Path before = library.root().resolve("before.torrent");
    Files.write(before, file("before"));
    library.start();
    until("the file that was there", () -> library.all().size() == 1);

    Files.write(library.root().resolve("later.torrent"), file("later"));
    until("the file that came", () -> library.all().size() == 2);

    Files.delete(before);
    until("the file that went", () -> engine.removed().size() == 1);
  }

  @Test
  void newFoldersWithFiles_areSeenAtAnyDepth() throws IOException {
    library.start();
    until("the first look", () -> library.entries(library.root()).isEmpty());

    Path folder = Files.createDirectories(library.root().resolve("a/b/c"));
    Files.write(folder.resolve("x.torrent"), file("x"));
    until("the deep file", () -> library.all().size() == 1);

    Files.writeString(folder.resolve("y.magnet"), "magnet:?xt=urn:btih:" + "ab".repeat(20));
    until("the magnet without a line end", () -> engine.torrents().size() == 2);

    Files.move(library.root().resolve("a"), library.root().resolve("z"));
    until("the renamed folder", () -> library.entries(library.root().resolve("z/b/c")).size() == 2);
    assertThat(engine.removed()).isEmpty();
    Files.delete(library.root().resolve("z/b/c/x.torrent"));
    until("a change in the renamed folder", () -> engine.removed().size() == 1);
  }

  @Test
  void slowCopy_isAddedWhenItIsWhole() throws IOException {
    library.start();
    Path file = library.root().resolve("x.torrent");
    byte[] whole = file("x");
    try (var out = Files.newOutputStream(file)) {
      for (byte b : whole) {
        out.write(b);
      }
    }
    until("the copy", () -> engine.torrents().size() == 1);
    assertThat(library.all()).allMatch(LibraryEntry.Loaded.class::isInstance);
  }

  @Test
  void damagedFile_isReportedAfterAWhileByItself() throws IOException {
    library.start();
    Files.write(library.root().resolve("x.torrent"), HexFormat.of().parseHex("00ff00ff"));
    until(
        "the verdict",
        () -> library.all().stream().anyMatch(LibraryEntry.Damaged.class::isInstance));
  }

  @Test
  void close_endsTheThread() throws IOException {
    library.start();
    library.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("library") && thread.isAlive());
  }

  private byte[] file(String name) throws IOException {
    return TestTorrents.single(temporary, name + ".bin", text("content of " + name)).torrentFile();
  }
}
