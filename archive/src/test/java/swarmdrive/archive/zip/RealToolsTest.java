package swarmdrive.archive.zip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.Resources;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.Members;

/** Archives of src/test/resources/zip. */
class RealToolsTest {
  private static final byte[] NUMBERS =
      IntStream.rangeClosed(1, 3000)
          .mapToObj(i -> i + "\n")
          .collect(Collectors.joining())
          .getBytes(UTF_8);
  private static final String ODD_NAME = "folder/inner/Zürich 😀 #1%.txt";

  private static LaidOutSource archive(String name) throws IOException {
    return LaidOutSource.of(Resources.toByteArray(Resources.getResource("zip/" + name + ".zip")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "infozip-plain",
        "infozip",
        "infozip-zip64",
        "7zip",
        "bsdtar",
        "sfx-shifted",
        "sfx-adjusted"
      })
  void archive_ofARealTool_hasAllMembers(String name) throws IOException {
    LaidOutSource archive = archive(name);
    ArchiveIndex index = Zips.index(archive);
    assertThat(Members.paths(index))
        .containsExactlyInAnyOrder(
            "empty/",
            "folder/",
            "folder/inner/",
            ODD_NAME,
            "folder/numbers.txt",
            "nothing",
            "stored.bin");
    assertThat(Members.read(index, "folder/numbers.txt", archive)).isEqualTo(NUMBERS);
    assertThat(Members.read(index, ODD_NAME, archive)).isEqualTo(Arrays.copyOf(NUMBERS, 2000));
    assertThat(Members.read(index, "stored.bin", archive)).asString().isEqualTo("stored as it is");
    assertThat(Members.read(index, "nothing", archive)).isEmpty();
    Instant made = Instant.parse("2021-03-04T05:06:07Z");
    assertThat(Members.find(index, "folder").modified().orElseThrow())
        .isBetween(made.minusSeconds(1), made.plusSeconds(1)); // DOS knows even seconds only
  }

  @Test
  void stream_ofInfoZip_isRead() throws IOException {
    LaidOutSource archive = archive("infozip-stream");
    assertThat(Members.read(Zips.index(archive), "-", archive)).isEqualTo(NUMBERS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7zip-deflate64", "7zip-bzip2", "7zip-lzma"})
  void member_ofAnotherMethod_isReadThroughTheSpool(String name) throws IOException {
    LaidOutSource archive = archive(name);
    assertThat(Members.read(Zips.index(archive), "folder/numbers.txt", archive)).isEqualTo(NUMBERS);
  }

  @ParameterizedTest
  @CsvSource({"7zip-zipcrypto, encrypted", "7zip-aes, encrypted"})
  void member_thatCannotBeReadYet_isListedAndSaysWhy(String name, String why) throws IOException {
    LaidOutSource archive = archive(name);
    ArchiveIndex index = Zips.index(archive);
    assertThat(Members.find(index, "folder/numbers.txt").size()).isEqualTo(NUMBERS.length);
    assertThatThrownBy(() -> Members.read(index, "folder/numbers.txt", archive))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining(why);
  }
}
