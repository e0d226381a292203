package swarmdrive.app.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FolderScanTest {
  @TempDir Path temporary;

  private Path root;
  private FolderScan scan;

  @BeforeEach
  void open() throws IOException {
    root = temporary.toRealPath();
    scan = new FolderScan(root);
  }

  @ParameterizedTest
  @CsvSource({
    "a.torrent, true",
    "a.magnet, true",
    "A.Torrent, true",
    "a b.MAGNET, true",
    "a.torrent.part, false",
    "a.torrent~, false",
    ".torrent, false",
    ".a.torrent, false",
    "._a.torrent, false",
    "torrent, false",
    "a.txt, false",
  })
  void entries_areToldByTheirNames(String name, boolean entry) {
    assertThat(LibraryFileName.isEntry(root.resolve(name))).isEqualTo(entry);
  }

  @Test
  void stem_isTheNameWithoutItsExtension() {
    assertThat(LibraryFileName.stem("a.b.torrent")).isEqualTo("a.b");
    assertThat(LibraryFileName.stem("a.Magnet")).isEqualTo("a");
    assertThat(LibraryFileName.isMagnet(root.resolve("a.Magnet"))).isTrue();
    assertThat(LibraryFileName.isMagnet(root.resolve("a.torrent"))).isFalse();
  }

  @Test
  void folderThatIsNotThere_isNotListed() throws IOException {
    Path file = Files.createFile(root.resolve("file"));
    assertThat(scan.one(root.resolve("nothing"))).isNull();
    assertThat(scan.one(file)).isNull();
    assertThat(scan.everythingIn(root.resolve("nothing"))).isEmpty();
  }

  @Test
  void everything_isEveryFolderOnce() throws IOException {
    Files.createDirectories(root.resolve("a/b"));
    Files.createDirectories(root.resolve("c"));
    Files.createFile(root.resolve("a/b/x.torrent"));

    List<FolderScan.Listing> listings = scan.everythingIn(root);

    assertThat(listings)
        .extracting(FolderScan.Listing::folder)
        .containsExactlyInAnyOrder(root, root.resolve("a"), root.resolve("a/b"), root.resolve("c"));
    assertThat(listings)
        .filteredOn(listing -> listing.folder().endsWith("b"))
        .allMatch(listing -> listing.entries().containsKey("x.torrent"));
  }

  @Test
  void veryDeepFolders_areLeftOut() throws IOException {
    Path deep = root;
    for (int i = 0; i < 80; i++) {
      deep = deep.resolve("d");
    }
    Files.createDirectories(deep);
    assertThat(scan.everythingIn(root)).hasSizeLessThan(70);
  }

  @Test
  void changedFile_hasAnotherVersion() throws IOException {
    Path file = Files.writeString(root.resolve("x.torrent"), "one");
    FileVersion before = version();
    assertThat(version()).isEqualTo(before);
    Files.writeString(file, "three");
    assertThat(version()).isNotEqualTo(before);

    Files.writeString(root.resolve("other"), "three");
    Files.setLastModifiedTime(root.resolve("other"), Files.getLastModifiedTime(file));
    FileVersion second = version();
    Files.move(root.resolve("other"), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(version()).as("another file of the same size and time").isNotEqualTo(second);
  }

  private FileVersion version() {
    return java.util.Objects.requireNonNull(
        java.util.Objects.requireNonNull(scan.one(root)).entries().get("x.torrent"));
  }
}
