package swarmdrive.archive.zip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveEntry;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.source.CountingSource;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.Members;
import swarmdrive.archive.source.ShortReadSource;

class ZipListingTest {
  private static final byte[] TEXT = "some text".getBytes(UTF_8);

  @Test
  void list_membersAndFolders_comesInTheArchivesOrder() throws IOException {
    ZipBytes zip =
        new ZipBytes()
            .stored("z.txt", TEXT)
            .stored("folder/", new byte[0])
            .stored("folder/inner/a.txt", TEXT)
            .deflated("b.txt", TEXT);
    ArchiveIndex index = Zips.index(zip.finish());
    assertThat(Members.paths(index))
        .containsExactly("z.txt", "folder/", "folder/inner/", "folder/inner/a.txt", "b.txt");
    ArchiveEntry file = Members.find(index, "b.txt");
    assertThat(file.size()).isEqualTo(TEXT.length);
    assertThat(file.modified()).contains(Instant.parse("2020-05-17T13:14:16Z"));
    assertThat(Members.find(index, "folder").id()).isEqualTo(1);
    assertThat(Members.find(index, "folder").modified()).isPresent();
    assertThat(Members.find(index, "folder/inner").id()).isEqualTo(-1);
    assertThat(Members.find(index, "folder/inner").modified()).isEmpty();
  }

  @Test
  void find_whatIsNotThere_isEmpty() throws IOException {
    ArchiveIndex index = Zips.index(new ZipBytes().stored("a/b", TEXT).finish());
    assertThat(index.find(List.of("a", "c"))).isEmpty();
    assertThat(index.find(List.of("a", "b", "c"))).isEmpty();
    assertThat(index.find(List.of("b"))).isEmpty();
    assertThat(index.find(List.of())).isEmpty();
    assertThat(index.list(List.of("a", "b"))).isEmpty();
    assertThat(index.list(List.of("c"))).isEmpty();
  }

  @Test
  void list_emptyArchive_isAnEmptyRoot() throws IOException {
    assertThat(Zips.index(new ZipBytes().finish()).list(List.of())).contains(List.of());
  }

  @Test
  void list_fifteenHundredMembers_costsTwoReadsAndTheDirectory() throws IOException {
    ZipBytes zip = new ZipBytes();
    for (int i = 0; i < 1500; i++) {
      zip.hole("roms/game number %04d.rom".formatted(i), 84_000);
    }
    CountingSource source = new CountingSource(zip.finish());
    assertThat(source.size()).isGreaterThan(126_000_000);
    ArchiveIndex index = Zips.index(source);
    assertThat(index.list(List.of("roms")).orElseThrow()).hasSize(1500);
    assertThat(source.reads()).isEqualTo(2);
    assertThat(source.bytes()).isEqualTo(1500L * (46 + 25) + 22);
    assertThat(source.pieces(256 << 10)).isLessThanOrEqualTo(2);
    assertThat(source.pieces(1 << 20)).isEqualTo(1);
    assertThat(source.pieces(4 << 20)).isEqualTo(1);
  }

  @Test
  void list_hundredThousandMembersInOneFolder_isReadInTwoReadsAndFoundAtOnce() throws IOException {
    ZipBytes zip = new ZipBytes();
    zip.zip64 = true;
    for (int i = 0; i < 100_000; i++) {
      zip.hole("member %06d.bin".formatted(i), 2_000);
    }
    CountingSource source = new CountingSource(zip.finish());
    ArchiveIndex index = Zips.index(source);
    assertThat(source.reads()).isEqualTo(2);
    List<ArchiveEntry> root = index.list(List.of()).orElseThrow();
    assertThat(root).hasSize(100_000);
    assertThat(root.stream().allMatch(entry -> index.find(entry.path()).equals(Optional.of(entry))))
        .isTrue();
  }

  @Test
  void list_smallArchive_isOneRead() throws IOException {
    CountingSource source =
        new CountingSource(new ZipBytes().stored("a", TEXT).stored("b", TEXT).finish());
    assertThat(Members.paths(Zips.index(source))).containsExactly("a", "b");
    assertThat(source.reads()).isEqualTo(1);
  }

  @Test
  void list_sourceThatGivesFewBytesAtATime_isTheSame() throws IOException {
    ZipBytes zip = new ZipBytes();
    for (int i = 0; i < 2000; i++) {
      zip.stored("file " + i, TEXT);
    }
    ArchiveIndex index = Zips.index(new ShortReadSource(zip.finish(), 1000));
    assertThat(Members.paths(index)).hasSize(2000);
  }

  @Test
  void list_directoryLargerThanTheReadersWindow_isComplete() throws IOException {
    ZipBytes zip = new ZipBytes();
    for (int i = 0; i < 400; i++) {
      zip.stored("file " + i, TEXT, member -> member.comment = new byte[60_000]);
    }
    ArchiveIndex index = Zips.index(zip.finish());
    assertThat(Members.paths(index)).hasSize(400).endsWith("file 399");
  }

  @Test
  void list_selfExtractor_findsMembersBehindTheProgram() throws IOException {
    ZipBytes zip = new ZipBytes().prefix(new byte[5000]);
    zip.shift = 5000;
    LaidOutSource source = zip.stored("a", TEXT).deflated("b", TEXT).finish();
    ArchiveIndex index = Zips.index(source);
    assertThat(Members.read(index, "a", source)).isEqualTo(TEXT);
    assertThat(Members.read(index, "b", source)).isEqualTo(TEXT);
  }

  @Test
  void list_selfExtractorWithCorrectedOffsets_findsMembers() throws IOException {
    LaidOutSource source = new ZipBytes().prefix(new byte[5000]).stored("a", TEXT).finish();
    assertThat(Members.read(Zips.index(source), "a", source)).isEqualTo(TEXT);
  }

  @Test
  void list_commentWithEndRecords_believesTheTrueOne() throws IOException {
    ZipBytes zip = new ZipBytes().stored("a", TEXT);
    byte[] loose = zip.end(1, 50, 10, new byte[0], false);
    byte[] exact = zip.end(1, 70, 3, new byte[4], false);
    zip.comment = new byte[loose.length + exact.length];
    System.arraycopy(loose, 0, zip.comment, 0, loose.length);
    System.arraycopy(exact, 0, zip.comment, loose.length, exact.length);
    assertThat(Members.paths(Zips.index(zip.finish()))).containsExactly("a");
  }

  @Test
  void list_longestComment_isFoundInOneRead() throws IOException {
    ZipBytes zip = new ZipBytes().stored("a", TEXT);
    zip.zip64 = true;
    zip.comment = new byte[65_535];
    CountingSource source = new CountingSource(zip.finish());
    assertThat(Members.paths(Zips.index(source))).containsExactly("a");
    assertThat(source.reads()).isEqualTo(1);
  }

  @Test
  void list_bytesBehindTheEnd_areIgnored() throws IOException {
    LaidOutSource source = new ZipBytes().stored("a", TEXT).finish().append(new byte[300]);
    assertThat(Members.paths(Zips.index(source))).containsExactly("a");
  }

  @Test
  void list_bytesBetweenDirectoryAndEnd_areIgnored() throws IOException {
    ZipBytes zip = new ZipBytes().stored("a", TEXT);
    zip.beforeEnd = new byte[40];
    LaidOutSource source = zip.finish();
    assertThat(Members.read(Zips.index(source), "a", source)).isEqualTo(TEXT);
  }

  @Test
  void list_zip64_hasMembersBeyondFourGigabytes() throws IOException {
    ZipBytes zip = new ZipBytes().hole("huge", 5L << 30).stored("behind", TEXT);
    zip.zip64 = true;
    LaidOutSource source = zip.finish();
    ArchiveIndex index = Zips.index(source);
    assertThat(Members.find(index, "huge").size()).isEqualTo(5L << 30);
    assertThat(Members.read(index, "behind", source)).isEqualTo(TEXT);
  }

  @Test
  void list_zip64BehindAProgram_isShifted() throws IOException {
    ZipBytes zip = new ZipBytes().prefix(new byte[777]);
    zip.shift = 777;
    zip.zip64 = true;
    LaidOutSource source = zip.stored("a", TEXT).finish();
    assertThat(Members.read(Zips.index(source), "a", source)).isEqualTo(TEXT);
  }

  @Test
  void list_moreMembersThanThePlainCountHolds_isCompleteWithoutZip64() throws IOException {
    ZipBytes zip = new ZipBytes();
    for (int i = 0; i < 65_540; i++) {
      zip.hole("m" + i, 0);
    }
    assertThat(Zips.index(zip.finish()).list(List.of()).orElseThrow()).hasSize(65_540);
  }

  @Test
  void list_timesInExtraFields_goBeforeDosTime() throws IOException {
    byte[] unix =
        ZipBytes.le(9)
            .putShort((short) 0x5455)
            .putShort((short) 5)
            .put((byte) 1)
            .putInt(1_000_000)
            .array();
    byte[] ntfs =
        ZipBytes.le(36)
            .putShort((short) 0x000a)
            .putShort((short) 32)
            .putInt(0)
            .putShort((short) 1)
            .putShort((short) 24)
            .putLong((11_644_473_600L + 2_000_000) * 10_000_000)
            .putLong(0)
            .putLong(0)
            .array();
    ZipBytes zip =
        new ZipBytes()
            .stored("unix", TEXT, member -> member.extra = unix)
            .stored("ntfs", TEXT, member -> member.extra = ntfs)
            .stored("never", TEXT, member -> member.date = 0);
    ArchiveIndex index = Zips.index(zip.finish());
    assertThat(Members.find(index, "unix").modified()).contains(Instant.ofEpochSecond(1_000_000));
    assertThat(Members.find(index, "ntfs").modified()).contains(Instant.ofEpochSecond(2_000_000));
    assertThat(Members.find(index, "never").modified()).isEqualTo(Optional.empty());
  }

  @Test
  void index_noZip_saysSo() {
    assertThatThrownBy(() -> Zips.index(LaidOutSource.of(new byte[100_000])))
        .isInstanceOf(ArchiveException.class)
        .hasMessage("no zip directory at the archive's end");
    assertThatThrownBy(() -> Zips.index(LaidOutSource.of(new byte[0])))
        .isInstanceOf(ArchiveException.class);
  }

  @Test
  void index_moreThanTheLimits_isRefused() {
    ZipBytes zip = new ZipBytes();
    for (int i = 0; i < 200; i++) {
      zip.stored("file" + i, TEXT);
    }
    LaidOutSource source = zip.finish();
    assertThatThrownBy(() -> Zips.index(Zips.format(new ArchiveConfig(199, 1 << 20, 0)), source))
        .isInstanceOf(ArchiveException.class)
        .hasMessage("archive has more than 199 members");
    assertThatThrownBy(() -> Zips.index(Zips.format(new ArchiveConfig(200, 5000, 0)), source))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("the limit is 5000");
  }

  @Test
  void index_otherCountThanPromised_hasAFlaw() throws IOException {
    ZipBytes zip = new ZipBytes().stored("a", TEXT).stored("b", TEXT);
    zip.promised = 3;
    ArchiveIndex index = Zips.index(zip.finish());
    assertThat(Members.paths(index)).containsExactly("a", "b");
    assertThat(index.flaw()).contains("zip directory is damaged after 2 members");
  }

  @Test
  void index_namesThatClimbOut_areHiddenAndToldOf() throws IOException {
    ArchiveIndex index =
        Zips.index(
            new ZipBytes()
                .stored("..\\..\\evil.exe", TEXT)
                .stored("C:\\folder\\a", TEXT)
                .stored("/etc/b", TEXT)
                .finish());
    assertThat(Members.paths(index)).containsExactly("folder/", "folder/a", "etc/", "etc/b");
    assertThat(index.flaw()).contains("names of 1 members cannot be shown");
    assertThat(Zips.index(new ZipBytes().stored("a", TEXT).finish()).flaw()).isEmpty();
  }

  @Test
  void index_lastPartOfASplitArchive_listsAndRefusesWhatLiesElsewhere() throws IOException {
    ZipBytes zip =
        new ZipBytes()
            .stored("here", TEXT, member -> member.disk = 3)
            .stored("elsewhere", TEXT, member -> member.disk = 1);
    zip.diskNumber = 3;
    LaidOutSource source = zip.finish();
    ArchiveIndex index = Zips.index(source);
    assertThat(Members.read(index, "here", source)).isEqualTo(TEXT);
    assertThatThrownBy(() -> Members.read(index, "elsewhere", source))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("another part");
  }

  @Test
  void matches_namesOfZips_only() {
    ZipFormat format = Zips.format();
    assertThat(List.of("a.zip", "A.ZIP", "comic.cbz", "x.tar.zip")).allMatch(format::matches);
    assertThat(List.of("zip", ".zip", "a.zip.txt", "a.7z", "a.docx", "a."))
        .noneMatch(format::matches);
  }
}
