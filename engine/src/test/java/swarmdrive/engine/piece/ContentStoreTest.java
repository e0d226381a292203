package swarmdrive.engine.piece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.metainfo.ContentHasher;
import swarmdrive.engine.metainfo.Metainfo;
import swarmdrive.engine.metainfo.Metainfo.FileEntry;

/** Local content in several files, whose ends are inside of pieces. */
class ContentStoreTest extends PieceStoreContract {
  @TempDir Path folder;

  private static byte[] all() {
    return Bytes.concat(IntStream.range(0, 5).mapToObj(PIECES::bytes).toArray(byte[][]::new));
  }

  @Override
  PieceStore store() throws Exception {
    return ContentStore.open(several(), folder, bytes -> {});
  }

  /** Piece 0 in one file, piece 1 in three with an empty one between, the rest in the last. */
  private Metainfo several() throws IOException {
    return write(
        file("a", 120_000),
        file("s/b", 3),
        file("empty", 0),
        file("s/c", 60_000),
        file("d", 269_997));
  }

  private record TestFile(List<String> path, int length, boolean padding) {}

  private static TestFile file(String path, int length) {
    return new TestFile(List.of(path.split("/")), length, false);
  }

  private Metainfo write(TestFile... files) throws IOException {
    byte[] content = all();
    List<FileEntry> entries = new ArrayList<>();
    int offset = 0;
    for (TestFile file : files) {
      entries.add(new FileEntry(file.path(), offset, file.length(), file.padding()));
      if (file.padding()) {
        Arrays.fill(content, offset, offset + file.length(), (byte) 0);
      } else {
        Path path = folder.resolve(String.join("/", file.path()));
        Files.createDirectories(path.getParent());
        Files.write(path, Arrays.copyOfRange(content, offset, offset + file.length()));
      }
      offset += file.length();
    }
    Path whole = folder.resolveSibling(folder.getFileName() + "-whole");
    Files.write(whole, content);
    byte[] hashes =
        new ContentHasher(List.of(new ContentHasher.Part(Optional.of(whole), offset)), 100_000)
            .hash(bytes -> {});
    Files.delete(whole);
    return metainfo(hashes, entries, false);
  }

  private static Metainfo metainfo(byte[] hashes, List<FileEntry> entries, boolean single) {
    return new Metainfo(
        InfoHash.of(new byte[20]),
        "content",
        100_000,
        hashes,
        entries,
        single,
        List.of(),
        List.of(),
        false,
        Optional.empty(),
        "",
        "",
        new byte[0]);
  }

  @Test
  void channel_pieceInOneFile_isThatFileAndElseNone() throws Exception {
    PieceStore store = store();

    assertThat(IntStream.range(0, 5).filter(piece -> hasChannel(store, piece)))
        .containsExactly(0, 2, 3, 4);
  }

  private static boolean hasChannel(PieceStore store, int piece) {
    try (PieceLease lease = store.lease(piece).orElseThrow()) {
      return lease.channel().isPresent();
    }
  }

  @Test
  void open_singleFile_isServedFromIt() throws Exception {
    Path file = folder.resolve("any name");
    Files.write(file, all());
    byte[] hashes =
        new ContentHasher(List.of(new ContentHasher.Part(Optional.of(file), 450_000)), 100_000)
            .hash(bytes -> {});
    Metainfo metainfo =
        metainfo(hashes, List.of(new FileEntry(List.of("content"), 0, 450_000, false)), true);
    List<Long> progress = new ArrayList<>();

    try (PieceStore store = ContentStore.open(metainfo, file, progress::add)) {
      PIECES.assertHeld(store, 4);
      assertThat(hasChannel(store, 4)).isTrue();
    }
    assertThat(progress).isSorted().endsWith(450_000L);
  }

  @Test
  void paddingFile_isZerosAndNeedsNoFile() throws Exception {
    Metainfo metainfo =
        write(
            file("a", 150_000),
            new TestFile(List.of(".pad", "50000"), 50_000, true),
            file("b", 250_000));

    try (PieceStore store = ContentStore.open(metainfo, folder, bytes -> {});
        PieceLease lease = store.lease(1).orElseThrow()) {
      byte[] expected = PIECES.bytes(1);
      Arrays.fill(expected, 50_000, 100_000, (byte) 0);
      assertThat(lease.channel()).isEmpty();
      assertThat(Pieces.read(lease, 100_000)).isEqualTo(expected);
      PIECES.assertHeld(store, 3);
    }
  }

  @Test
  void open_otherContent_saysHowMuchAndWhere() throws Exception {
    Metainfo metainfo = several();
    Files.write(folder.resolve("s/c"), new byte[60_000]);

    assertThatThrownBy(() -> ContentStore.open(metainfo, folder, bytes -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("1 of 5 pieces are not the torrent's, the first one in ")
        .hasMessageContaining(folder.toString());
  }

  @Test
  void open_missingOrShortFile_saysSo() throws Exception {
    Metainfo metainfo = several();
    Files.write(folder.resolve("d"), new byte[5]);
    assertThatThrownBy(() -> ContentStore.open(metainfo, folder, bytes -> {}))
        .hasMessageEndingWith("d has 5 bytes, the torrent says 269997");
    Files.delete(folder.resolve("d"));
    assertThatThrownBy(() -> ContentStore.open(metainfo, folder, bytes -> {}))
        .hasMessageEndingWith("d is missing");
    assertThatThrownBy(() -> ContentStore.open(metainfo, folder.resolve("none"), bytes -> {}))
        .hasMessageEndingWith("none does not exist");
  }

  @Test
  void open_pathsThatLeadOut_areRefused() throws Exception {
    Path root = Files.createDirectory(folder.resolve("root"));
    Files.write(folder.resolve("outside"), new byte[10]);
    Files.createSymbolicLink(root.resolve("link"), folder.resolve("outside"));
    for (List<String> path :
        List.of(
            List.of("..", "outside"),
            List.of("x", "..", "..", "outside"),
            List.of("../outside"),
            List.of("/etc/hostname"),
            List.of("."),
            List.of(""),
            List.of("a\u0000b"),
            List.of("link"))) {
      Metainfo metainfo = metainfo(new byte[20], List.of(new FileEntry(path, 0, 10, false)), false);

      assertThatThrownBy(() -> ContentStore.open(metainfo, root, bytes -> {}))
          .as(path.toString())
          .isInstanceOf(IOException.class)
          .hasMessageMatching(".*(no file can be called|leads out of).*");
    }
  }

  @Test
  void fileThatChanges_failsReadsInsteadOfGivingOtherBytes() throws Exception {
    PieceStore store = store();
    Files.setLastModifiedTime(folder.resolve("d"), FileTime.from(Instant.EPOCH));

    try (PieceLease lease = store.lease(3).orElseThrow()) {
      assertThat(lease.channel()).isEmpty();
      assertThatThrownBy(() -> lease.read(0, ByteBuffer.allocate(10)))
          .isInstanceOf(IOException.class)
          .hasMessageEndingWith("d changed since it was verified");
    }
    assertThat(store.problem()).endsWith("d changed since it was verified");
    PIECES.assertHeld(store, 0);
  }
}
