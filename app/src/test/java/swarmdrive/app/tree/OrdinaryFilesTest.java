package swarmdrive.app.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static swarmdrive.app.testing.TestTorrents.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.webdav.DavContent;
import swarmdrive.webdav.DavFile;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.FileRun;

final class OrdinaryFilesTest {
  private static final Duration SOON = Duration.ofMillis(20);

  @TempDir Path temporary;

  private TestDrive drive;
  private Path root;

  @BeforeEach
  void open() throws IOException {
    drive = new TestDrive(temporary);
    root = drive.library.root();
  }

  @AfterEach
  void close() {
    drive.close();
  }

  @Test
  void filesAndFolders_areShownAsTheyAre_foldersFirstByName() throws IOException {
    Files.createDirectories(root.resolve("b folder/inner"));
    Files.writeString(root.resolve("b folder/inner/x.txt"), "x");
    Files.writeString(root.resolve("Z.txt"), "zed");
    Files.writeString(root.resolve("a.txt"), "a");
    Files.createDirectory(root.resolve("A folder"));

    assertThat(TestDrive.names(drive.root))
        .containsExactly("A folder/", "b folder/", "a.txt", "Z.txt");
    assertThat(drive.read("b folder/inner/x.txt")).isEqualTo(text("x"));
    assertThat(drive.file("Z.txt").contentType()).isEqualTo("text/plain;charset=utf-8");
  }

  @Test
  void changedFile_hasAnotherTagSizeAndTime_atOnce() throws IOException {
    Path path = Files.writeString(root.resolve("a"), "one");
    Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    DavFile before = drive.file("a");
    assertThat(before.modified()).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
    assertThat(before.etag()).isEqualTo(drive.file("a").etag()).matches("[!#-~]+");

    Files.writeString(path, "three");
    DavFile after = drive.file("a");
    assertThat(after.size()).isEqualTo(5);
    assertThat(after.etag()).isNotEqualTo(before.etag());
    assertThat(((DavFile) drive.root.children().getFirst()).size()).isEqualTo(5);
  }

  @Test
  void newAndRemovedFiles_areSeenAtOnce_alsoInAFolderThatWasListedLongAgo() throws IOException {
    Path folder = Files.createDirectory(root.resolve("folder"));
    Path file = Files.writeString(folder.resolve("a"), "a");
    Files.setLastModifiedTime(folder, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    assertThat(drive.names("folder")).containsExactly("a");

    Files.writeString(folder.resolve("b"), "b");
    assertThat(drive.names("folder")).containsExactly("a", "b");
    Files.delete(file);
    assertThat(drive.find("folder/a")).isEmpty();
  }

  @Test
  void fileThatWentSinceTheListing_isLeftOut() throws IOException {
    Path folder = Files.createDirectory(root.resolve("folder"));
    Path file = Files.writeString(folder.resolve("a"), "a");
    FileTime long_ago = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
    Files.setLastModifiedTime(folder, long_ago);
    drive.names("folder");
    Files.delete(file);
    Files.setLastModifiedTime(folder, long_ago);

    assertThat(drive.names("folder")).isEmpty();
    assertThat(drive.find("folder/a")).isEmpty();
  }

  @Test
  void linksThatLeaveTheLibrary_areNotShown() throws IOException {
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Path secret = Files.writeString(outside.resolve("secret"), "s");
    Files.writeString(root.resolve("inside"), "i");
    Files.createSymbolicLink(root.resolve("out"), secret);
    Files.createSymbolicLink(root.resolve("out folder"), outside);
    Files.createSymbolicLink(root.resolve("nowhere"), root.resolve("gone"));
    Files.createSymbolicLink(root.resolve("circle"), root);
    Files.createSymbolicLink(root.resolve("in"), root.resolve("inside"));

    assertThat(TestDrive.names(drive.root)).containsExactly("in", "inside");
    assertThat(drive.read("in")).isEqualTo(text("i"));
    assertThat(drive.find("out")).isEmpty();
  }

  @Test
  void fileThatBecameALinkAfterTheListing_isNotFollowed() throws IOException {
    Path secret = Files.writeString(temporary.resolve("secret"), "s");
    Path path = Files.writeString(root.resolve("a"), "a");
    DavFile file = drive.file("a");
    Files.delete(path);
    Files.createSymbolicLink(path, secret);

    try (DavContent content = file.open()) {
      assertThatThrownBy(() -> content.read(0, ByteBuffer.allocate(1), SOON))
          .isInstanceOf(IOException.class);
    }
    assertThat(drive.find("a")).isEmpty();
  }

  @Test
  void content_isARunOfTheFileItself_thatOutlivesTheContent() throws IOException {
    Files.writeString(root.resolve("a"), "0123456789");
    DavContent content = drive.file("a").open();
    FileRun run = content.locate(2, 100, SOON).orElseThrow();
    content.close();

    assertThat(run.length()).isEqualTo(8);
    ByteBuffer found = ByteBuffer.allocate(8);
    run.channel().read(found, run.position());
    assertThat(found.array()).isEqualTo(text("23456789"));
    run.close();
    assertThat(run.channel().isOpen()).isFalse();
    assertThatThrownBy(() -> content.read(0, ByteBuffer.allocate(1), SOON))
        .isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void contentPastTheEnd_givesMinusOneAndNoRun() throws IOException {
    Files.writeString(root.resolve("a"), "abc");
    try (DavContent content = drive.file("a").open()) {
      assertThat(content.read(3, ByteBuffer.allocate(1), SOON)).isEqualTo(-1);
      assertThat(content.locate(3, 1, SOON)).isEmpty();
    }
  }

  @Test
  void removedFolder_isNotFound_andItsNodeHasATimeAllTheSame() throws IOException {
    Path folder = Files.createDirectory(root.resolve("folder"));
    DavFolder node = drive.folder("folder");
    Files.delete(folder);
    assertThatThrownBy(node::children).isInstanceOf(java.nio.file.NoSuchFileException.class);
    assertThat(node.modified()).isEqualTo(Instant.EPOCH);
    assertThat(drive.find("folder")).isEmpty();
  }

  @Test
  void emptyFolder_explainsHowToFillIt_withAPathThatAShellTakes() throws IOException {
    Files.createDirectory(root.resolve("it's empty"));
    assertThat(drive.folder("it's empty").notice())
        .contains("curl -L -o '" + root + "/it'\\''s empty/NAME.torrent'");
  }

  @Test
  void namesInNfd_areShownInNfc() throws IOException {
    Files.writeString(root.resolve("a\u0308.txt"), "ä");
    assertThat(TestDrive.names(drive.root)).containsExactly("\u00e4.txt");
    assertThat(drive.read("\u00e4.txt")).isEqualTo(text("ä"));
  }
}
