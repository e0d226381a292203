package swarmdrive.app.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static swarmdrive.app.testing.TestTorrents.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.app.disk.Aside;
import swarmdrive.app.testing.TestTorrents;
import swarmdrive.app.testing.TestTorrents.Made;
import swarmdrive.engine.Torrent;
import swarmdrive.webdav.DavRefusedException;
import swarmdrive.webdav.DavUpload;

/** The drive as WebDAV clients change it: the library folder, torrents, and overlays. */
final class WritingTest {
  @TempDir Path temporary;
  private TestDrive drive;
  private Torrent torrent;

  @BeforeEach
  void open() throws IOException {
    drive = new TestDrive(temporary);
    // the real time, at which listings of folders that have just changed are not trusted
    drive.clock.advance(Duration.ofHours(-1));
    Made made =
        TestTorrents.multi(temporary, "n", Map.of("game.rom", text("rom"), "sub/a.txt", text("a")));
    torrent = added(made);
    drive.library.put("games/Game.torrent", torrent);
  }

  @AfterEach
  void close() {
    drive.close();
  }

  private Torrent added(Made made) throws IOException {
    return drive.engine.add(drive.engine.offer(made).metainfo());
  }

  private static List<String> path(String path) {
    return List.of(path.split("/"));
  }

  private void put(String path, String content) throws IOException {
    try (DavUpload upload = drive.writer.upload(path(path))) {
      byte[] bytes = text(content);
      upload.write(bytes, 0, bytes.length);
      upload.commit();
    }
  }

  private void move(String from, String to) throws IOException {
    drive.writer.move(path(from), path(to));
  }

  private void copy(String from, String to) throws IOException {
    drive.writer.copy(path(from), path(to), true);
  }

  private String read(String path) throws IOException {
    return new String(drive.read(path), StandardCharsets.UTF_8);
  }

  private Path onDisk(String path) {
    return drive.library.root().resolve(path);
  }

  private Path overlay(String path) {
    return drive.drive.overlay().resolve(torrent.infoHash().toHex()).resolve(path);
  }

  @Test
  void ordinaryFiles_areThoseOfTheLibraryFolder() throws IOException {
    drive.writer.makeFolder(path("docs"));
    put("docs/note.txt", "one");
    put("docs/note.txt", "two");
    assertThat(onDisk("docs/note.txt")).hasContent("two");
    copy("docs", "copy");
    move("docs/note.txt", "docs/other.txt");
    assertThat(drive.names("docs")).containsExactly("other.txt");
    drive.writer.delete(path("docs"));
    assertThat(onDisk("docs")).doesNotExist();
    assertThat(read("copy/note.txt")).isEqualTo("two");
    drive.writer.copy(path("copy"), path("flat"), false);
    assertThat(drive.names("flat")).isEmpty();
    assertThat(TestDrive.names(drive.root)).doesNotContain(Aside.NAME + "/");
  }

  @Test
  void upload_thatIsNotCommitted_changesNothing() throws IOException {
    put("file", "old");
    try (DavUpload upload = drive.writer.upload(path("file"))) {
      upload.write(text("new"), 0, 3);
      assertThat(read("file")).isEqualTo("old");
    }
    assertThat(read("file")).isEqualTo("old");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a：b", "a:b", "CON", "ＣON", "x．", "ends.", "a／b", "‛", "Füße", "␀"})
  void file_isFoundUnderTheNameThatItWasPutUnder(String name) throws IOException {
    put(name, "x");
    assertThat(read(name)).isEqualTo("x");
    put(name, "y");
    assertThat(read(name)).isEqualTo("y");
    drive.writer.delete(path(name));
    assertThat(drive.find(name)).isEmpty();
  }

  @Test
  void namesThatDifferInCaseOnly_areTwoFiles() throws IOException {
    put("README", "big");
    put("readme", "small");
    assertThat(read("README")).isEqualTo("big");
    assertThat(read("readme")).isEqualTo("small");
  }

  @Test
  void nameOfNoFileSystem_isRefused() {
    assertThatThrownBy(() -> put("x".repeat(300), "x"))
        .isInstanceOf(DavRefusedException.class)
        .hasMessageContaining("too long");
    assertThatThrownBy(() -> put(Aside.NAME, "x")).isInstanceOf(DavRefusedException.class);
    assertThatThrownBy(() -> put("none/x", "x")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void torrentFile_isWaitedFor() throws IOException {
    put("games/New.torrent", "d4:info");
    assertThat(drive.library.awaited).contains(onDisk("games/New.torrent"));
    drive.library.awaited.clear();
    put("games/Empty.torrent", "");
    assertThat(drive.library.awaited).isEmpty();
  }

  @Test
  void torrentFile_isStillFoundByItsNameWhenItHasBecomeAFolder() throws IOException {
    assertThat(drive.names("games")).containsExactly("Game/");
    assertThat(read("games/Game.torrent")).isEqualTo("described");
    move("games/Game.torrent", "games/Play.torrent");
    assertThat(onDisk("games/Play.torrent")).exists();
  }

  @Test
  void deletingATorrentsFolder_removesItsFile() throws IOException {
    drive.writer.delete(path("games/Game"));
    assertThat(onDisk("games/Game.torrent")).doesNotExist();
    assertThat(drive.names("games")).isEmpty();
    assertThat(drive.find("games/Game")).isEmpty();
  }

  @Test
  void movingAndCopyingATorrentsFolder_actOnItsFile() throws IOException {
    drive.writer.makeFolder(path("more"));
    copy("games/Game", "more/Copy");
    assertThat(onDisk("more/Copy.torrent")).hasContent("described");
    move("games/Game", "more/Play");
    assertThat(onDisk("more/Play.torrent")).exists();
    assertThat(onDisk("games/Game.torrent")).doesNotExist();
    assertThat(drive.library.awaited)
        .containsExactly(onDisk("more/Copy.torrent"), onDisk("more/Play.torrent"));
  }

  @Test
  void torrentOfOneFile_movesUnderItsNameOnly() throws IOException {
    Made made = TestTorrents.single(temporary, "film.mkv", text("moving"));
    drive.library.put("a/X.torrent", added(made));
    assertThatThrownBy(() -> move("a/film.mkv", "a/other.mkv"))
        .isInstanceOf(DavRefusedException.class);
    assertThatThrownBy(() -> put("a/film.mkv", "x")).isInstanceOf(DavRefusedException.class);
    copy("a/film.mkv", "a/plain.mkv");
    assertThat(onDisk("a/plain.mkv")).hasContent("moving");
    copy("a/film.mkv", "games/film.mkv");
    assertThat(onDisk("games/X.torrent")).hasContent("described");
    move("a/film.mkv", "film.mkv");
    assertThat(onDisk("X.torrent")).exists();
    drive.library.forget("a/X.torrent");
    assertThat(drive.names("a")).containsExactly("plain.mkv");
  }

  @Test
  void somethingInATorrentsPlace_replacesIt() throws IOException {
    put("file", "x");
    move("file", "games/Game");
    assertThat(onDisk("games/Game.torrent")).doesNotExist();
    assertThat(onDisk("games/Game")).hasContent("x");
  }

  @Test
  void filesInsideATorrentsFolder_goToItsOverlay() throws IOException {
    put("games/Game/game.sav", "save");
    put("games/Game/sub/b.txt", "b");
    drive.writer.makeFolder(path("games/Game/shots"));
    put("games/Game/shots/1.png", "png");
    assertThat(overlay("game.sav")).hasContent("save");
    assertThat(drive.names("games/Game")).containsExactly("shots/", "sub/", "game.rom", "game.sav");
    assertThat(drive.names("games/Game/sub")).containsExactly("a.txt", "b.txt");
    assertThat(read("games/Game/sub/a.txt")).isEqualTo("a");
    assertThat(read("games/Game/shots/1.png")).isEqualTo("png");
    move("games/Game/game.sav", "games/Game/sub/old.sav");
    move("games/Game/sub/b.txt", "b.txt");
    drive.writer.delete(path("games/Game/shots"));
    assertThat(drive.names("games/Game")).containsExactly("sub/", "game.rom");
    assertThat(drive.names("games/Game/sub")).containsExactly("a.txt", "old.sav");
    assertThat(onDisk("b.txt")).hasContent("b");
  }

  @Test
  void torrentsOwnFiles_stayAsTheyAre() {
    for (String own : List.of("games/Game/game.rom", "games/Game/sub", "games/Game/sub/a.txt")) {
      assertThatThrownBy(() -> put(own, "x")).isInstanceOf(DavRefusedException.class);
      assertThatThrownBy(() -> drive.writer.delete(path(own)))
          .isInstanceOf(DavRefusedException.class);
      assertThatThrownBy(() -> move(own, "x")).isInstanceOf(DavRefusedException.class);
      assertThatThrownBy(() -> drive.writer.makeFolder(path(own)))
          .isInstanceOf(DavRefusedException.class);
    }
    assertThatThrownBy(() -> move("games/Game", "games/Game2/x"))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void torrentsOwnFiles_canBeCopied() throws IOException {
    copy("games/Game/game.rom", "mine.rom");
    copy("games/Game/sub", "sub");
    assertThat(onDisk("mine.rom")).hasContent("rom");
    assertThat(onDisk("sub/a.txt")).hasContent("a");
    copy("games/Game/game.rom", "games/Game/patched.rom");
    assertThat(overlay("patched.rom")).hasContent("rom");
  }

  @Test
  void torrentInAnOverlay_isRefused() throws IOException {
    Made made = TestTorrents.multi(temporary, "o", Map.of("x", text("x"), "y", text("y")));
    drive.library.put("Other.torrent", added(made));
    assertThatThrownBy(() -> move("Other", "games/Game/Other"))
        .isInstanceOf(DavRefusedException.class);
    copy("Other", "games/Game/Other");
    assertThat(overlay("Other/x")).hasContent("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"._game.rom", ".DS_Store", "desktop.ini", "Thumbs.db"})
  void whatDesktopsWrite_isKeptButNotListedAmongATorrents(String name) throws IOException {
    put("games/Game/" + name, "mine");
    assertThat(read("games/Game/" + name)).isEqualTo("mine");
    assertThat(drive.names("games/Game")).containsExactly("sub/", "game.rom");
    drive.writer.delete(path("games/Game/" + name));
    assertThat(drive.find("games/Game/" + name)).isEmpty();
  }

  @Test
  void root_hasWhatKeepsMacosFromReadingEverything() throws IOException {
    assertThat(drive.file(".metadata_never_index").size()).isZero();
    assertThat(drive.file(".ql_disablethumbnails").size()).isZero();
    assertThat(drive.find("games/.metadata_never_index")).isEmpty();
    assertThatThrownBy(() -> put(".metadata_never_index", "x"))
        .isInstanceOf(DavRefusedException.class);
  }

  @Test
  void archives_stayAsTheyAre() throws IOException {
    Files.write(onDisk("a.zip"), new TestDrive.Zip().stored("x.txt", text("inside")).bytes());
    assertThatThrownBy(() -> put("a.zip.d/new", "x")).isInstanceOf(DavRefusedException.class);
    assertThatThrownBy(() -> drive.writer.delete(path("a.zip.d/x.txt")))
        .isInstanceOf(DavRefusedException.class);
    assertThatThrownBy(() -> drive.writer.delete(path("a.zip.d")))
        .isInstanceOf(DavRefusedException.class);
    copy("a.zip.d/x.txt", "x.txt");
    copy("a.zip.d", "all");
    assertThat(onDisk("x.txt")).hasContent("inside");
    assertThat(onDisk("all/x.txt")).hasContent("inside");
    move("a.zip", "b.zip");
    assertThat(read("b.zip.d/x.txt")).isEqualTo("inside");
  }

  @Test
  void probeInAnArchive_readsNothingOfIt() throws IOException {
    Files.write(onDisk("broken.zip"), text("this is no zip at all"));
    assertThat(drive.find("broken.zip.d/desktop.ini")).isEmpty();
    assertThat(drive.find("broken.zip.d/._x")).isEmpty();
    assertThat(drive.names("broken.zip.d")).containsExactly("damaged archive.txt");
  }

  @Test
  void damagedTorrentFile_staysAnOrdinaryFileThatCanBeReplaced() throws IOException {
    drive.library.putDamaged("bad.torrent", "not bencoded");
    assertThat(TestDrive.names(drive.root)).contains("bad.torrent", "bad.torrent.error.txt");
    assertThatThrownBy(() -> drive.writer.delete(path("bad.torrent.error.txt")))
        .isInstanceOf(DavRefusedException.class);
    put("bad.torrent", "better");
    drive.writer.delete(path("bad.torrent"));
    assertThat(onDisk("bad.torrent")).doesNotExist();
  }

  @Test
  void quota_isThatOfTheDisk() throws IOException {
    assertThat(drive.writer.quota(path("games")).available()).isPositive();
  }

  @Test
  void overlayOfARemovedTorrent_isKeptAndComesBack() throws IOException {
    put("games/Game/game.sav", "save");
    drive.trash.removed(torrent.infoHash());
    assertThat(overlay("")).doesNotExist();
    assertThat(drive.names("games/Game")).doesNotContain("game.sav");
    drive.trash.added(torrent.infoHash());
    assertThat(overlay("game.sav")).hasContent("save");
  }

  @Test
  void overlayInTheTrash_goesAfterItsTime() throws IOException {
    put("games/Game/game.sav", "save");
    drive.trash.removed(torrent.infoHash());
    drive.clock.advance(Duration.ofDays(29));
    drive.trash.removed(torrent.infoHash());
    assertThat(drive.drive.trash()).isDirectoryContaining("glob:**" + torrent.infoHash() + ".*");
    drive.clock.advance(Duration.ofDays(2));
    Files.createDirectory(drive.drive.trash().resolve("my.own"));
    drive.trash.removed(torrent.infoHash());
    assertThat(drive.drive.trash()).isDirectoryNotContaining("glob:**" + torrent.infoHash() + ".*");
    assertThat(drive.drive.trash().resolve("my.own")).exists();
  }
}
