package swarmdrive.archive.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.Resources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveFile;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData;
import swarmdrive.archive.index.IndexStore;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.Members;
import swarmdrive.archive.source.Samples;

/** Archives of src/test/resources/tar, and of commons-compress. */
class RealTarsTest {
  private static final byte[] NUMBERS =
      IntStream.rangeClosed(1, 300)
          .mapToObj(i -> i + "\n")
          .collect(Collectors.joining())
          .getBytes(UTF_8);
  private static final String LONG = "long".repeat(30);

  private static LaidOutSource archive(String name) throws IOException {
    return LaidOutSource.of(Resources.toByteArray(Resources.getResource("tar/" + name + ".tar")));
  }

  private static ArchiveIndex index(ByteSource archive) throws IOException {
    return new TarFormat(ArchiveConfig.DEFAULT, IndexStore.NONE)
        .index(new ArchiveFile("test", "test.tar", archive));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gnu", "ustar", "pax", "bsdtar"})
  void archive_ofARealTool_hasAllMembers(String name) throws IOException {
    LaidOutSource archive = archive(name);
    ArchiveIndex index = index(archive);
    assertThat(Members.paths(index))
        .contains("empty/", "nothing", "hard", "symbolic", "folder/chain")
        .doesNotContain("out", "up", "to-folder", "to-folder/");
    for (String path : new String[] {"folder/numbers.txt", "hard", "symbolic", "folder/chain"}) {
      assertThat(Members.read(index, path, archive)).isEqualTo(NUMBERS);
    }
    assertThat(Members.read(index, "folder/inner/Zürich 😀 #1%.txt", archive))
        .isEqualTo(Arrays.copyOf(NUMBERS, 200));
    assertThat(Members.read(index, "nothing", archive)).isEmpty();
    assertThat(Members.find(index, "folder").modified())
        .contains(Instant.parse("2021-03-04T05:06:07Z"));
    assertThat(index.flaw().orElseThrow()).startsWith("3 links");
    if (!name.equals("ustar")) {
      assertThat(Members.read(index, LONG + "/" + LONG + ".txt", archive))
          .asString()
          .isEqualTo("deep\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sparse-old", "sparse-0.0", "sparse-0.1", "sparse-1.0"})
  void sparseMember_inAnyOfFourWays_isPutTogether(String name) throws IOException {
    byte[] expected = new byte[3_000_000];
    for (int i = 0; i < 28; i++) {
      byte[] data = "data %02d".formatted(i).getBytes(UTF_8);
      System.arraycopy(data, 0, expected, i * 100_000 + 70_000, data.length);
    }
    LaidOutSource archive = archive(name);
    ArchiveIndex index = index(archive);
    assertThat(Members.paths(index)).containsExactly("holes", "z");
    assertThat(index.flaw()).isEmpty();
    assertThat(Members.read(index, "holes", archive)).isEqualTo(expected);
    assertThat(Members.read(index, "holes", archive)).isEqualTo(expected);
    assertThat(Members.read(index, "z", archive)).asString().isEqualTo("after\n");
    try (MemberData.DecodedSource source =
        ((MemberData.Decoded) index.data(Members.find(index, "holes"), archive)).source()) {
      for (int position = 1; position < expected.length; position += 77_777) {
        ByteBuffer bytes = ByteBuffer.allocate(50_000);
        int count = source.read(position, bytes);
        assertThat(Arrays.copyOf(bytes.array(), count))
            .isEqualTo(Arrays.copyOfRange(expected, position, position + count));
      }
      assertThat(source.read(expected.length, ByteBuffer.allocate(1))).isEqualTo(-1);
    }
  }

  @Test
  void archive_ofCommonsCompress_hasAllMembers() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      tar.setAddPaxHeadersForNonAsciiNames(true);
      for (int i = 0; i < 50; i++) {
        TarArchiveEntry entry = new TarArchiveEntry("ü/" + "x".repeat(5 * i) + i);
        entry.setSize(i * 100L);
        tar.putArchiveEntry(entry);
        tar.write(Samples.mixed(i, i * 100));
        tar.closeArchiveEntry();
      }
    }
    LaidOutSource archive = LaidOutSource.of(bytes.toByteArray());
    ArchiveIndex index = index(archive);
    for (int i = 0; i < 48; i++) {
      assertThat(Members.read(index, "ü/" + "x".repeat(5 * i) + i, archive))
          .isEqualTo(Samples.mixed(i, i * 100));
    }
    assertThat(Members.paths(index)).hasSize(51); // the longest names are cut
  }
}
