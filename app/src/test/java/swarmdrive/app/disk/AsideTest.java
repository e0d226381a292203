package swarmdrive.app.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.webdav.DavUpload;

final class AsideTest {
  @TempDir Path root;
  private Aside aside;

  @BeforeEach
  void open() throws IOException {
    aside = new Aside(root);
    Files.writeString(root.resolve("file"), "old");
    Files.createDirectories(root.resolve("dir/inner"));
    Files.writeString(root.resolve("dir/inner/deep"), "deep");
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(Aside.NAME))) {
      return files.map(Path::toString).toList();
    }
  }

  private static void write(DavUpload upload, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    upload.write(bytes, 0, bytes.length);
  }

  @Test
  void upload_isSeenWhenItIsCommitted() throws IOException {
    try (DavUpload upload = aside.upload(root.resolve("file"))) {
      write(upload, "new");
      assertThat(root.resolve("file")).hasContent("old");
      upload.commit();
    }
    assertThat(root.resolve("file")).hasContent("new");
    assertThat(left()).isEmpty();
  }

  @Test
  void upload_thatIsNotCommitted_leavesNothing() throws IOException {
    try (DavUpload upload = aside.upload(root.resolve("file"))) {
      write(upload, "new");
    }
    assertThat(root.resolve("file")).hasContent("old");
    assertThat(left()).isEmpty();
  }

  @Test
  void upload_intoAFolderThatWent_fails() throws IOException {
    try (DavUpload upload = aside.upload(root.resolve("gone/file"))) {
      assertThatThrownBy(upload::commit).isInstanceOf(NoSuchFileException.class);
    }
    assertThat(left()).isEmpty();
  }

  @Test
  void delete_takesAFolderAway() throws IOException {
    aside.delete(root.resolve("dir"));
    aside.delete(root.resolve("file"));
    assertThat(root.resolve("dir")).doesNotExist();
    assertThat(root.resolve("file")).doesNotExist();
    assertThat(left()).isEmpty();
    assertThatThrownBy(() -> aside.delete(root.resolve("file")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void copies_areWholeAndTheirOwn() throws IOException {
    aside.copy(root.resolve("dir"), root.resolve("copy"));
    Files.writeString(root.resolve("dir/inner/deep"), "changed");
    assertThat(root.resolve("copy/inner/deep")).hasContent("deep");
    aside.copy(root.resolve("file"), root.resolve("copy/file"));
    assertThat(root.resolve("copy/file")).hasContent("old");
  }

  @Test
  void links_areNotFollowed() throws IOException {
    Path outside = Files.createTempDirectory("outside");
    Files.writeString(outside.resolve("secret"), "s");
    Files.createSymbolicLink(root.resolve("dir/link"), outside);
    aside.copy(root.resolve("dir"), root.resolve("copy"));
    assertThat(root.resolve("copy/link")).doesNotExist();
    aside.delete(root.resolve("dir"));
    assertThat(outside.resolve("secret")).exists();
  }

  @Test
  void whatIsReplaced_goesWhateverItIs() throws IOException {
    aside.move(root.resolve("file"), root.resolve("dir"));
    assertThat(root.resolve("dir")).hasContent("old");
    Files.createDirectory(root.resolve("folder"));
    aside.move(root.resolve("folder"), root.resolve("dir"));
    assertThat(root.resolve("dir")).isDirectory();
    assertThat(left()).isEmpty();
  }

  @Test
  void clean_removesWhatACrashLeft() throws IOException {
    Path half = aside.fresh();
    Files.createDirectory(half);
    Files.writeString(half.resolve("x"), "x");
    aside.clean();
    assertThat(left()).isEmpty();
    assertThat(root.resolve("file")).exists();
    new Aside(root.resolve("dir")).clean();
  }

  @Test
  void folders_areMadeOnce() throws IOException {
    Durable.makeFolders(root.resolve("a/b/c"));
    Durable.makeFolders(root.resolve("a/b/c"));
    assertThat(root.resolve("a/b/c")).isDirectory();
    assertThatThrownBy(() -> Durable.makeFolder(root.resolve("a")))
        .isInstanceOf(java.nio.file.FileAlreadyExistsException.class);
  }
}
