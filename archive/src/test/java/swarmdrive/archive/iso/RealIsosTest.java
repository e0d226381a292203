package swarmdrive.archive.iso;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.Resources;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.MemberData;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.Members;

/** Images of src/test/resources/iso. */
class RealIsosTest {
  private static final byte[] NUMBERS =
      IntStream.rangeClosed(1, 3000)
          .mapToObj(i -> i + "\n")
          .collect(Collectors.joining())
          .getBytes(UTF_8);
  private static final String DEEP = "1/2/3/4/5/6/7/8/9/deep.txt";
  private static final String ODD_NAME = "folder/inner/Zürich 😀 #1%.txt";

  private static LaidOutSource image(String name) throws IOException {
    byte[] packed = Resources.toByteArray(Resources.getResource("iso/" + name + ".iso.gz"));
    try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return LaidOutSource.of(unpacked.readAllBytes());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"xorriso-rr", "xorriso-rr-joliet", "genisoimage-rr", "genisoimage-udf", "bsdtar"})
  void imageWithRockRidge_hasAllMembers(String name) throws IOException {
    LaidOutSource image = image(name);
    ArchiveIndex index = Isos.index(image);
    assertThat(Members.paths(index))
        .filteredOn(path -> !path.equals("rr_moved/"))
        .containsExactlyInAnyOrder(
            "1/",
            "1/2/",
            "1/2/3/",
            "1/2/3/4/",
            "1/2/3/4/5/",
            "1/2/3/4/5/6/",
            "1/2/3/4/5/6/7/",
            "1/2/3/4/5/6/7/8/",
            "1/2/3/4/5/6/7/8/9/",
            DEEP,
            "empty/",
            "folder/",
            "folder/inner/",
            ODD_NAME,
            "folder/numbers.txt",
            "folder/chain",
            "hard",
            "symbolic",
            "long".repeat(50) + ".txt",
            "nothing");
    for (String path : new String[] {"folder/numbers.txt", "hard", "symbolic", "folder/chain"}) {
      assertThat(Members.read(index, path, image)).isEqualTo(NUMBERS);
    }
    assertThat(index.data(Members.find(index, "hard"), image))
        .isInstanceOf(MemberData.Mapped.class);
    assertThat(Members.read(index, ODD_NAME, image)).isEqualTo(Arrays.copyOf(NUMBERS, 2000));
    assertThat(Members.read(index, DEEP, image)).asString().isEqualTo("deep\n");
    assertThat(Members.read(index, "nothing", image)).isEmpty();
    assertThat(Members.find(index, "folder").modified())
        .contains(Instant.parse("2021-03-04T05:06:07Z"));
    assertThat(index.flaw()).contains("names or links of 1 members cannot be shown");
  }

  @ParameterizedTest
  @CsvSource({
    "genisoimage-joliet, folder/inner/Zürich␠",
    "xorriso-joliet, folder/inner/Zürich _ #1%.txt"
  })
  void imageWithJoliet_hasItsNames(String name, String oddName) throws IOException {
    LaidOutSource image = image(name);
    ArchiveIndex index = Isos.index(image);
    assertThat(Members.paths(index)).contains(oddName, DEEP, "empty/", "nothing");
    assertThat(Members.read(index, oddName, image)).isEqualTo(Arrays.copyOf(NUMBERS, 2000));
    assertThat(Members.read(index, "folder/numbers.txt", image)).isEqualTo(NUMBERS);
    assertThat(index.flaw()).isEmpty();
  }

  @Test
  void imageWithoutEither_hasNamesInCapitals() throws IOException {
    LaidOutSource image = image("genisoimage-plain");
    ArchiveIndex index = Isos.index(image);
    assertThat(Members.paths(index)).contains("EMPTY/", "FOLDER/NUMBERS.TXT", "NOTHING");
    assertThat(Members.read(index, "FOLDER/NUMBERS.TXT", image)).isEqualTo(NUMBERS);
  }

  @Test
  void compressedMember_isListedAndSaysWhy() throws IOException {
    LaidOutSource image = image("xorriso-zisofs");
    ArchiveIndex index = Isos.index(image);
    assertThat(Members.find(index, "folder/numbers.txt").size()).isEqualTo(NUMBERS.length);
    assertThatThrownBy(() -> Members.read(index, "folder/numbers.txt", image))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("zisofs");
    assertThat(Members.read(index, "hard", image)).isEqualTo(NUMBERS);
  }
}
