package swarmdrive.archive.zip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import swarmdrive.archive.ArchiveEntry;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.MemberData;
import swarmdrive.archive.source.CountingSource;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.Members;
import swarmdrive.archive.source.Samples;

class ZipReadingTest {
  private static final byte[] TEXT = "some text, some text, some text".getBytes(UTF_8);

  @Test
  void data_stored_isMappedAndCostsItsHeaderOnly() throws IOException {
    ZipBytes zip = new ZipBytes().hole("first", 100_000).stored("member", TEXT).hole("z", 100_000);
    CountingSource source = new CountingSource(zip.finish());
    ArchiveIndex index = Zips.index(source);
    source.reset();
    MemberData data = index.data(Members.find(index, "member"), source);
    assertThat(source.reads()).isEqualTo(1);
    assertThat(source.bytes()).isEqualTo(30 + 6);
    assertThat(data).isInstanceOf(MemberData.Mapped.class);
    assertThat(Members.read(data, source)).isEqualTo(TEXT);
  }

  @Test
  void data_headerWithLongerExtraFieldThanTheDirectory_isPassedOver() throws IOException {
    LaidOutSource source =
        new ZipBytes().stored("a", TEXT, member -> member.localExtra = new byte[64]).finish();
    assertThat(Members.read(Zips.index(source), "a", source)).isEqualTo(TEXT);
  }

  @Test
  void data_deflated_isDecoded() throws IOException {
    byte[] plain = Samples.mixed(1, 200_000);
    LaidOutSource source =
        new ZipBytes().deflated("a", plain).deflated("empty", new byte[0]).finish();
    ArchiveIndex index = Zips.index(source);
    assertThat(Members.read(index, "a", source)).isEqualTo(plain);
    assertThat(Members.read(index, "empty", source)).isEmpty();
  }

  @Test
  void data_writtenByTheJdkAsAStream_isRead() throws IOException {
    byte[] plain = Samples.mixed(2, 100_000);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("folder/streamed"));
      zip.write(plain);
      zip.closeEntry();
    }
    LaidOutSource source = LaidOutSource.of(bytes.toByteArray());
    assertThat(Members.read(Zips.index(source), "folder/streamed", source)).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource({"1, shrink", "6, implode", "97, wavpack", "98, ppmd", "77, method 77"})
  void data_methodNotKnown_isRefusedByName(int method, String name) throws IOException {
    refused(member -> member.method(method), name);
  }

  @Test
  void data_encrypted_isListedButRefused() throws IOException {
    refused(member -> member.flags = MemberFlags.ENCRYPTED, "it is encrypted");
    refused(member -> member.localFlags = MemberFlags.ENCRYPTED, "it is encrypted");
  }

  @Test
  void data_headerThatDisagrees_isRefused() throws IOException {
    refused(member -> member.localMethod = 8, "another method");
    refused(member -> member.localName = "b".getBytes(UTF_8), "another name");
    refused(member -> member.localName = "aa".getBytes(UTF_8), "another name");
    refused(member -> member.localCompressed++, "another length");
    refused(member -> member.localSize++, "another size");
    refused(member -> member.localCrc++, "another checksum");
    refused(member -> member.header--, "no header");
  }

  @Test
  void data_headerWithoutSizes_isEnough() throws IOException {
    LaidOutSource source =
        new ZipBytes()
            .stored(
                "a",
                TEXT,
                member -> {
                  member.flags = MemberFlags.DESCRIPTOR;
                  member.localCompressed = 0;
                  member.localSize = 0;
                  member.localCrc = 0;
                })
            .finish();
    assertThat(Members.read(Zips.index(source), "a", source)).isEqualTo(TEXT);
  }

  @Test
  void data_beyondTheArchive_isRefused() throws IOException {
    refused(member -> member.header = 1L << 40, "outside");
    refused(member -> member.header = -5, "outside");
    refused(member -> member.told(0, 1L << 40, 1L << 40), "outside");
    refused(member -> member.told(0, Long.MAX_VALUE, Long.MAX_VALUE), "outside");
    refused(member -> member.told(member.crc, 20, TEXT.length), "another length");
  }

  private static void refused(Consumer<ZipBytes.Member> change, String why) throws IOException {
    LaidOutSource source = new ZipBytes().prefix(new byte[9]).stored("a", TEXT, change).finish();
    ArchiveIndex index = Zips.index(source);
    ArchiveEntry entry = Members.find(index, "a");
    assertThatThrownBy(() -> index.data(entry, source))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("a cannot be read")
        .hasMessageContaining(why);
  }

  @Test
  void data_membersThatShareBytes_areRefusedAndTheOthersRead() throws IOException {
    ZipBytes zip =
        new ZipBytes()
            .stored("before", TEXT)
            .stored("wide", TEXT, member -> member.told(0, 150, 150))
            .stored("inside", TEXT)
            .stored("inside too", TEXT)
            .stored("after", TEXT);
    LaidOutSource source = zip.finish();
    ArchiveIndex index = Zips.index(source);
    assertThat(Members.read(index, "before", source)).isEqualTo(TEXT);
    assertThat(Members.read(index, "after", source)).isEqualTo(TEXT);
    for (String name : new String[] {"wide", "inside", "inside too"}) {
      assertThatThrownBy(() -> Members.read(index, name, source))
          .isInstanceOf(ArchiveException.class)
          .hasMessageContaining("another member's too");
    }
  }

  @Test
  void data_membersInAnotherOrderThanTheirBytes_areRead() throws IOException {
    ZipBytes zip = new ZipBytes().stored("a", TEXT).deflated("b", TEXT).stored("c", TEXT);
    LaidOutSource source = zip.reversed().finish();
    ArchiveIndex index = Zips.index(source);
    assertThat(Members.paths(index)).containsExactly("c", "b", "a");
    for (String name : Members.paths(index)) {
      assertThat(Members.read(index, name, source)).isEqualTo(TEXT);
    }
  }

  @Test
  void data_localExtraFieldThatPushesDataIntoTheNextMember_isRefused() throws IOException {
    LaidOutSource source =
        new ZipBytes()
            .stored(
                "a",
                TEXT,
                member -> {
                  member.localExtra = new byte[10];
                  member.data = java.util.Arrays.copyOf(TEXT, TEXT.length - 1);
                })
            .stored("b", TEXT)
            .finish();
    ArchiveIndex index = Zips.index(source);
    assertThatThrownBy(() -> Members.read(index, "a", source))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("runs into");
  }

  @Test
  void data_otherBytesThanThoseIndexed_isAMistake() throws IOException {
    ArchiveIndex index = Zips.index(new ZipBytes().stored("a", TEXT).finish());
    assertThatThrownBy(() -> index.data(Members.find(index, "a"), LaidOutSource.of(new byte[10])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void data_folder_isAMistake() throws IOException {
    LaidOutSource source = new ZipBytes().stored("a/b", TEXT).finish();
    ArchiveIndex index = Zips.index(source);
    assertThatThrownBy(() -> index.data(Members.find(index, "a"), source))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
