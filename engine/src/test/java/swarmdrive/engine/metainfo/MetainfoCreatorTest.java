package swarmdrive.engine.metainfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetainfoCreatorTest {
  private static final MetainfoCreator PLAIN =
      new MetainfoCreator(List.of(), List.of(), OptionalInt.empty(), false, "");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  @Test
  void create_oneFile_hashesEachPiece() throws Exception {
    byte[] content = write("a.bin", 100_000);

    Metainfo torrent = PLAIN.create(folder.resolve("a.bin"), bytes -> {}, CLOCK);

    assertThat(torrent.singleFile()).isTrue();
    assertThat(torrent.name()).isEqualTo("a.bin");
    assertThat(torrent.created()).contains(Instant.parse("2026-01-02T03:04:05Z"));
    assertHashes(torrent, content);
  }

  @Test
  void create_folder_takesFilesInTheOrderOfTheirPaths() throws Exception {
    byte[] b = write("s/b/x", 20_000);
    byte[] late = write("s/b.txt", 50_000);
    byte[] upper = write("s/Z", 5);
    write("s/empty", 0);
    byte[] hidden = write("s/.hidden", 70_000);
    write("s/.DS_Store", 7);
    write("s/b/Thumbs.db", 7);

    Metainfo torrent = PLAIN.create(folder.resolve("s"), bytes -> {}, CLOCK);

    assertThat(torrent.files())
        .extracting(file -> String.join("/", file.path()))
        .containsExactly(".hidden", "Z", "b/x", "b.txt", "empty");
    assertHashes(torrent, join(hidden, upper, b, late));
  }

  @Test
  void create_symbolicLinksInAFolder_areLeftOutButTheFolderMayBeOne() throws Exception {
    write("s/a", 10);
    write("secret", 10);
    link("s/file", folder.resolve("secret"));
    link("s/up", folder);
    link("s/loop", folder.resolve("s"));
    link("t", folder.resolve("s"));

    Metainfo torrent = PLAIN.create(folder.resolve("t"), bytes -> {}, CLOCK);

    assertThat(torrent.name()).isEqualTo("s");
    assertThat(torrent.files()).hasSize(1);
  }

  @Test
  void create_twice_isTheSameButForTheDate() throws Exception {
    write("s/ü ☃", 40_000);
    write("s/b", 40_000);
    MetainfoCreator creator =
        new MetainfoCreator(
            List.of("http://one/", "udp://two:80"),
            List.of("http://w/"),
            OptionalInt.of(32 << 10),
            true,
            "cömment");

    Metainfo torrent = creator.create(folder.resolve("s"), bytes -> {}, CLOCK);

    assertThat(creator.create(folder.resolve("s"), bytes -> {}).infoHash())
        .isEqualTo(torrent.infoHash());
    assertThat(torrent.trackers()).containsExactly(List.of("http://one/"), List.of("udp://two:80"));
    assertThat(torrent.webSeeds()).containsExactly("http://w/");
    assertThat(torrent.isPrivate()).isTrue();
    assertThat(torrent.comment()).isEqualTo("cömment");
    assertThat(torrent.pieceLength()).isEqualTo(32 << 10);
    assertThat(Metainfo.parse(torrent.toTorrentFile())).isEqualTo(torrent);
    assertThat(new String(torrent.toTorrentFile(), StandardCharsets.ISO_8859_1))
        .contains("10:created by10:swarmdrive");
  }

  @Test
  void create_progress_growsToTheLength() throws Exception {
    write("s/a", 3_000_000);
    write("s/b", 1_000_000);
    List<Long> seen = new ArrayList<>();

    PLAIN.create(folder.resolve("s"), seen::add, CLOCK);

    assertThat(seen).isSorted().doesNotHaveDuplicates().endsWith(4_000_000L);
    assertThat(MetainfoCreator.length(folder.resolve("s"))).isEqualTo(4_000_000L);
  }

  @Test
  void create_fileThatChangesMeanwhile_isRefused() throws Exception {
    write("s/a", 3_000_000);
    Path file = folder.resolve("s/a");

    assertThatThrownBy(() -> PLAIN.create(file, bytes -> append(file), CLOCK))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("a changed while it was read");
    assertThatThrownBy(() -> PLAIN.create(file, bytes -> truncate(file), CLOCK))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("while it was read");
  }

  @Test
  void create_nothing_isRefused() throws Exception {
    Files.createDirectory(folder.resolve("empty"));
    write("zero", 0);

    for (String nothing : List.of("empty", "zero")) {
      assertThatThrownBy(() -> PLAIN.create(folder.resolve(nothing), bytes -> {}, CLOCK))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is empty");
    }
    assertThatThrownBy(() -> PLAIN.create(folder.resolve("missing"), bytes -> {}, CLOCK))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("missing does not exist");
  }

  @Test
  void create_interrupted_endsAndKeepsTheFlag() throws Exception {
    write("a", 3_000_000);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> PLAIN.create(folder.resolve("a"), bytes -> {}, CLOCK))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16383, 20000, 8 << 10, 128 << 20, -1, Integer.MIN_VALUE})
  void newCreator_badPieceLength_isRefused(int length) {
    assertThatThrownBy(
            () -> new MetainfoCreator(List.of(), List.of(), OptionalInt.of(length), false, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("power of two");
  }

  @Test
  void newCreator_badTracker_isRefused() {
    assertThatThrownBy(
            () -> new MetainfoCreator(List.of(" a b"), List.of(), OptionalInt.empty(), false, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tracker");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 16384",
    "32768000, 16384",
    "40000000, 32768",
    "1000000000, 524288",
    "99999999999, 16777216"
  })
  void choosePieceLength_aimsAtOneToTwoThousandPieces(long total, int expected) {
    assertThat(MetainfoCreator.choosePieceLength(total)).isEqualTo(expected);
  }

  private byte[] write(String name, int length) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    byte[] bytes = new byte[length];
    new Random(name.hashCode()).nextBytes(bytes);
    Files.write(file, bytes);
    return bytes;
  }

  private void link(String name, Path target) {
    try {
      Files.createSymbolicLink(folder.resolve(name), target);
    } catch (IOException | UnsupportedOperationException e) {
      assumeTrue(false, "no symbolic links here");
    }
  }

  private static void append(Path file) {
    try {
      Files.write(file, new byte[1], java.nio.file.StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void truncate(Path file) {
    try {
      Files.write(file, new byte[1]);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static byte[] join(byte[]... parts) {
    return com.google.common.primitives.Bytes.concat(parts);
  }

  private static void assertHashes(Metainfo torrent, byte[] content) throws Exception {
    assertThat(torrent.totalLength()).isEqualTo(content.length);
    for (int piece = 0; piece < torrent.pieceCount(); piece++) {
      int from = piece * torrent.pieceLength();
      int to = Math.min(from + torrent.pieceLength(), content.length);
      assertThat(torrent.pieceHash(piece))
          .isEqualTo(
              MessageDigest.getInstance("SHA-1").digest(Arrays.copyOfRange(content, from, to)));
    }
  }
}
