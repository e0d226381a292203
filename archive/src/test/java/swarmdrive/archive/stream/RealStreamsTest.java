package swarmdrive.archive.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirDeletionStrategy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ArchiveFile;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.MemberData;
import swarmdrive.archive.source.CountingSource;
import swarmdrive.archive.source.Formats;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.Members;

/** Archives of src/test/resources/stream and sevenzip. */
class RealStreamsTest {
  private static final byte[] NUMBERS =
      IntStream.rangeClosed(1, 30_000)
          .mapToObj(i -> i + "\n")
          .collect(Collectors.joining())
          .getBytes(UTF_8);

  @TempDir(
      deletionStrategy = TempDirDeletionStrategy.IgnoreFailures.class) // indexes are saved behind
  Path folder;

  private ArchiveIndex index(String name, CountingSource bytes) throws IOException {
    return Formats.start(folder).index(new ArchiveFile("key", name, bytes));
  }

  private static CountingSource archive(String path) throws IOException {
    return new CountingSource(LaidOutSource.of(Formats.resource(path)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stream/gzip.tar.gz",
        "stream/pigz.tar.gz",
        "stream/bgzip.tar.gz",
        "stream/several.tar.gz",
        "stream/xz.tar.xz",
        "stream/blocks.tar.xz",
        "stream/lzma.tar.lzma",
        "stream/zstd.tar.zst",
        "stream/bzip2.tar.bz2",
        "stream/lz4.tar.lz4",
        "sevenzip/store.7z",
        "sevenzip/solid.7z",
        "sevenzip/lzma.7z",
        "sevenzip/bcj.7z",
        "sevenzip/bzip2.7z"
      })
  void archive_ofARealTool_hasAllMembers_aSecondVisitReadsNothing(String path) throws IOException {
    CountingSource bytes = archive(path);
    ArchiveIndex index = index(path, bytes);
    verify(index, bytes);
    bytes.reset();
    ArchiveIndex again = index(path, bytes);
    assertThat(Members.paths(again)).isEqualTo(Members.paths(index));
    assertThat(bytes.reads()).isZero();
    verify(again, bytes);
  }

  private static void verify(ArchiveIndex index, CountingSource bytes) throws IOException {
    assertThat(index.flaw()).isEmpty();
    assertThat(Members.paths(index))
        .contains("few.txt", "folder/", "folder/empty/", "folder/nothing", "folder/numbers.txt");
    assertThat(Members.read(index, "few.txt", bytes)).asString().isEqualTo("1\n2\n3\n");
    assertThat(Members.read(index, "folder/nothing", bytes)).isEmpty();
    Random random = new Random(1);
    for (int i = 0; i < 20; i++) {
      int from = random.nextInt(NUMBERS.length);
      int length = random.nextInt(Math.min(30_000, NUMBERS.length - from));
      MemberData data = index.data(Members.find(index, "folder/numbers.txt"), bytes);
      assertThat(range(data, bytes, from, length))
          .isEqualTo(Arrays.copyOfRange(NUMBERS, from, from + length));
    }
    assertThat(Members.read(index, "folder/numbers.txt", bytes)).isEqualTo(NUMBERS);
  }

  private static byte[] range(MemberData data, CountingSource bytes, int from, int length)
      throws IOException {
    return switch (data) {
      case MemberData.Mapped(long position, long size) ->
          Members.read(bytes, position + from, length);
      case MemberData.Decoded(MemberData.DecodedSource source) -> {
        try (source) {
          yield Members.read(source, from, length);
        }
      }
    };
  }

  @Test
  void file_thatIsNoTar_isShownUnderItsOwnName() throws IOException {
    CountingSource bytes = archive("stream/numbers.txt.gz");
    ArchiveIndex index = index("numbers.txt.gz", bytes);
    assertThat(Members.paths(index)).containsExactly("numbers.txt");
    assertThat(Members.find(index, "numbers.txt").size()).isEqualTo(NUMBERS.length);
    assertThat(Members.read(index, "numbers.txt", bytes)).isEqualTo(NUMBERS);
  }

  @Test
  void archive_underAWrongName_isRecognisedByItsContent() throws IOException {
    assertThat(Members.paths(index("a.zip", archive("stream/gzip.tar.gz")))).contains("few.txt");
    assertThat(Members.paths(index("b.tar", archive("sevenzip/solid.7z")))).contains("few.txt");
    assertThat(Members.paths(index("c.7z", archive("stream/zstd.tar.zst")))).contains("few.txt");
  }

  @Test
  void tarCutOff_showsWhatIsThere_andSaysWhatIsNot() throws IOException {
    byte[] whole = Formats.resource("stream/several.tar.gz");
    CountingSource bytes =
        new CountingSource(LaidOutSource.of(Arrays.copyOf(whole, whole.length - 5_000)));
    ArchiveIndex index = index("cut.tar.gz", bytes);
    assertThat(Members.paths(index)).contains("few.txt", "folder/numbers.txt");
    assertThat(index.flaw().orElseThrow()).contains("damaged");
    assertThat(Members.read(index, "few.txt", bytes)).asString().isEqualTo("1\n2\n3\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ppmd.7z", "aes.7z"})
  void sevenZip_thatCannotBeDecoded_isListedAndSaysWhy(String name) throws IOException {
    CountingSource bytes = archive("sevenzip/" + name);
    ArchiveIndex index = index(name, bytes);
    assertThatThrownBy(() -> Members.read(index, "few.txt", bytes))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("few.txt cannot be read");
  }

  @Test
  void sevenZip_withAnEncryptedHeader_saysSo() {
    assertThatThrownBy(() -> index("aes-header.7z", archive("sevenzip/aes-header.7z")))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("encrypted");
  }

  @Test
  void twoMembers_ofASolidFolder_areDecodedOnce() throws IOException {
    CountingSource bytes = archive("sevenzip/solid.7z");
    ArchiveIndex index = index("solid.7z", bytes);
    assertThat(Members.read(index, "folder/numbers.txt", bytes)).isEqualTo(NUMBERS);
    assertThat(Members.read(index, "few.txt", bytes)).asString().isEqualTo("1\n2\n3\n");
    bytes.reset();
    assertThat(Members.read(index, "folder/numbers.txt", bytes)).isEqualTo(NUMBERS);
    assertThat(Members.read(index, "few.txt", bytes)).asString().isEqualTo("1\n2\n3\n");
    assertThat(bytes.reads()).isZero();
  }
}
