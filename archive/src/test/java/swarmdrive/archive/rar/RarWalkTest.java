package swarmdrive.archive.rar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.MemberData;
import swarmdrive.archive.source.CountingSource;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.Members;
import swarmdrive.archive.source.Samples;
import swarmdrive.archive.source.ShortReadSource;

class RarWalkTest {
  private static final byte[] TEXT = "some text".getBytes(UTF_8);
  private static final byte[] LONG = Samples.mixed(1, 10_000);

  @Test
  void walk_rar5_listsFilesAndFolders() throws IOException {
    LaidOutSource archive =
        new Rar5Builder()
            .folder("folder")
            .file("folder/größe 😀.txt", TEXT)
            .file("empty", new byte[0])
            .end()
            .finish();
    ArchiveIndex index = Rars.index(archive);
    assertThat(Members.paths(index)).containsExactly("folder/", "folder/größe 😀.txt", "empty");
    assertThat(Members.read(index, "folder/größe 😀.txt", archive)).isEqualTo(TEXT);
    assertThat(Members.read(index, "empty", archive)).isEmpty();
    assertThat(Members.find(index, "empty").modified())
        .contains(Instant.ofEpochSecond(Rar5Builder.NOON));
    assertThat(index.data(Members.find(index, "folder/größe 😀.txt"), archive))
        .isInstanceOf(MemberData.Mapped.class);
    assertThat(index.flaw()).isEmpty();
  }

  @Test
  void walk_rar4_listsFilesAndFolders() throws IOException {
    LaidOutSource archive =
        new Rar4Builder()
            .folder("folder")
            .file("folder\\a.txt", TEXT)
            .block(0x7a, 0x8000, Rar4Builder.le(4).putInt(100).array())
            .bytes(new byte[100])
            .file("empty", new byte[0])
            .end()
            .finish();
    ArchiveIndex index = Rars.index(archive);
    assertThat(Members.paths(index)).containsExactly("folder/", "folder/a.txt", "empty");
    assertThat(Members.read(index, "folder/a.txt", archive)).isEqualTo(TEXT);
    assertThat(Members.find(index, "empty").modified())
        .contains(Instant.parse("2020-05-17T13:14:16Z"));
    assertThat(index.flaw()).isEmpty();
  }

  @Test
  void rar4Time_withAnOddSecond_hasIt() throws IOException {
    Rar4Builder.Header header = Rar4Builder.header("a", TEXT);
    header.flags |= 0x1000;
    header.behind = Rar4Builder.le(2).putShort((short) 0xc000).array();
    ArchiveIndex index = Rars.index(new Rar4Builder().add(header).finish());
    assertThat(Members.find(index, "a").modified()).contains(Instant.parse("2020-05-17T13:14:17Z"));
  }

  @Test
  void rar4Name_toldTwice_isTheUnicodeOne() throws IOException {
    for (String name : new String[] {"Grün.txt", "漢字 mixed with latin ü.txt", "Привет.txt", "漢"}) {
      Rar4Builder.Header header = Rar4Builder.header("", TEXT);
      header.flags |= 0x200;
      header.name = Rar4Builder.twofold("plain.txt", name, 4);
      ArchiveIndex index = Rars.index(new Rar4Builder().add(header).finish());
      assertThat(Members.paths(index)).containsExactly(name);
    }
  }

  @Test
  void rar4Name_withARunOfThePlainOne_hasIt() throws IOException {
    Rar4Builder.Header header = Rar4Builder.header("", TEXT);
    header.flags |= 0x200;
    header.name = // page 4, then: a run of 2 + 3, corrected run of 2 by 1, one of the page
        new byte[] {
          'a', 'b', 'c', 'd', 'e', 'f', 'g', 0, 4, (byte) 0b11110100, 3, (byte) 0x80, 1, 9
        };
    ArchiveIndex index = Rars.index(new Rar4Builder().add(header).finish());
    assertThat(Members.paths(index)).containsExactly("abcde\u0467\u0468\u0409");
  }

  @Test
  void rar4Member_ofMoreThanFourGigabytes_isMapped() throws IOException {
    Rar4Builder.Header header = Rar4Builder.header("big", new byte[0]);
    header.flags |= 0x100;
    header.size = 5L << 30;
    header.packed = 5L << 30;
    Rar4Builder builder = new Rar4Builder().add(header);
    long start = builder.finish().size();
    builder.finish().appendHole(5L << 30);
    CountingSource archive = new CountingSource(builder.file("after", TEXT).finish());
    ArchiveIndex index = Rars.index(archive);
    assertThat(index.data(Members.find(index, "big"), archive))
        .isEqualTo(new MemberData.Mapped(start, 5L << 30));
    assertThat(Members.read(index, "after", archive)).isEqualTo(TEXT);
  }

  @Test
  void walk_largeMembers_hopsOverThem() throws IOException {
    Rar5Builder rar = new Rar5Builder();
    for (int i = 0; i < 100; i++) {
      rar.hole("member " + i, 50L << 20);
    }
    CountingSource archive = new CountingSource(rar.end().finish());
    assertThat(Members.paths(Rars.index(archive))).hasSize(100);
    assertThat(archive.reads()).isLessThanOrEqualTo(101);
    assertThat(archive.bytes()).isLessThanOrEqualTo(101 * 4096);
  }

  @Test
  void walk_smallMembers_readsManyHeadersAtOnce() throws IOException {
    Rar5Builder rar = new Rar5Builder();
    for (int i = 0; i < 1000; i++) {
      rar.file("member " + i, new byte[10]);
    }
    CountingSource archive = new CountingSource(rar.end().finish());
    assertThat(Members.paths(Rars.index(archive))).hasSize(1000);
    assertThat(archive.reads()).isLessThanOrEqualTo(20);
  }

  private static Rar5Builder.Header part(byte[] bytes, int flags) {
    Rar5Builder.Header header = Rar5Builder.header("split", bytes);
    header.flags = flags;
    header.size = LONG.length;
    return header;
  }

  private static Rar5Builder volumes(byte[] filling) {
    return new Rar5Builder()
        .file("first", TEXT)
        .add(part(Arrays.copyOf(LONG, 4000), 0x10))
        .end()
        .bytes(filling)
        .mark()
        .add(part(Arrays.copyOfRange(LONG, 4000, 8000), 0x18))
        .end()
        .bytes(filling)
        .mark()
        .add(part(Arrays.copyOfRange(LONG, 8000, 10_000), 8))
        .file("last", TEXT)
        .end();
  }

  @Test
  void walk_volumesOfRar5_putsMembersTogether() throws IOException {
    for (int filling : new int[] {0, 9, 5000}) {
      LaidOutSource archive = volumes(new byte[filling]).finish();
      ArchiveIndex index = Rars.index(archive);
      assertThat(Members.paths(index)).containsExactly("first", "split", "last");
      assertThat(Members.read(index, "split", archive)).isEqualTo(LONG);
      assertThat(Members.read(index, "split", new ShortReadSource(archive, 999))).isEqualTo(LONG);
      assertThat(Members.read(index, "last", archive)).isEqualTo(TEXT);
      assertThat(index.flaw()).isEmpty();
    }
  }

  @Test
  void walk_volumesOfRar4_putsMembersTogether() throws IOException {
    Rar4Builder.Header first = Rar4Builder.header("split", Arrays.copyOf(LONG, 4000));
    first.flags |= 2;
    first.size = LONG.length;
    Rar4Builder.Header second =
        Rar4Builder.header("split", Arrays.copyOfRange(LONG, 4000, LONG.length));
    second.flags |= 1;
    second.size = LONG.length;
    LaidOutSource archive = // old ones have no end
        new Rar4Builder().add(first).mark(1).add(second).file("last", TEXT).end().finish();
    ArchiveIndex index = Rars.index(archive);
    assertThat(Members.read(index, "split", archive)).isEqualTo(LONG);
    assertThat(Members.read(index, "last", archive)).isEqualTo(TEXT);
  }

  @Test
  void walk_volumeThatIsMissing_isSaid() throws IOException {
    LaidOutSource archive =
        new Rar5Builder()
            .file("first", TEXT)
            .add(part(Arrays.copyOf(LONG, 4000), 0x10))
            .end()
            .mark()
            .add(part(Arrays.copyOfRange(LONG, 8000, 10_000), 0x18))
            .end()
            .finish();
    ArchiveIndex index = Rars.index(archive);
    assertThat(index.flaw().orElseThrow()).contains("volumes missing");
    assertThat(Members.read(index, "first", archive)).isEqualTo(TEXT);
    assertThatThrownBy(() -> Members.read(index, "split", archive))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("not all there");
  }

  @Test
  void walk_laterVolumeAlone_showsWhatIsWhole() throws IOException {
    LaidOutSource archive =
        new Rar5Builder()
            .add(part(Arrays.copyOfRange(LONG, 8000, 10_000), 8))
            .file("last", TEXT)
            .end()
            .finish();
    ArchiveIndex index = Rars.index(archive);
    assertThat(Members.read(index, "last", archive)).isEqualTo(TEXT);
    assertThat(index.flaw()).isPresent();
  }

  @Test
  void walk_archiveCutInAMember_showsTheOthers() throws IOException {
    byte[] whole = new Rar5Builder().file("a", TEXT).file("cut", LONG).finish().toBytes();
    LaidOutSource archive = LaidOutSource.of(Arrays.copyOf(whole, whole.length - 1));
    ArchiveIndex index = Rars.index(archive);
    assertThat(Members.read(index, "a", archive)).isEqualTo(TEXT);
    assertThat(index.flaw()).contains("the archive's end is missing");
    assertThatThrownBy(() -> Members.read(index, "cut", archive))
        .isInstanceOf(ArchiveException.class);
  }

  @Test
  void walk_damagedHeader_showsWhatIsBefore() throws IOException {
    byte[] bytes = new Rar5Builder().file("a", TEXT).file("b", TEXT).end().finish().toBytes();
    bytes[bytes.length - 20] ^= 1; // of the second name
    ArchiveIndex index = Rars.index(LaidOutSource.of(bytes));
    assertThat(Members.paths(index)).containsExactly("a");
    assertThat(index.flaw().orElseThrow()).startsWith("the archive is damaged at byte");
  }

  @Test
  void links_ofRar5_areTheirTargets() throws IOException {
    LaidOutSource archive =
        new Rar5Builder()
            .file("folder/target", TEXT)
            .link(1, "folder/symbolic", "target")
            .link(1, "windows", "folder\\target")
            .link(4, "hard", "folder/target")
            .link(5, "folder/copy", "folder/target")
            .link(1, "out", "../folder/target")
            .link(1, "folder/up", "../hard")
            .link(9, "odd", "x")
            .end()
            .finish();
    ArchiveIndex index = Rars.index(archive);
    for (String path :
        new String[] {"folder/symbolic", "windows", "hard", "folder/copy", "folder/up"}) {
      assertThat(Members.read(index, path, archive)).as(path).isEqualTo(TEXT);
    }
    assertThat(Members.paths(index)).doesNotContain("out", "odd");
    assertThat(index.flaw()).contains("names or links of 2 members cannot be shown");
  }

  @Test
  void time_ofWindows_isRead() throws IOException {
    byte[] ticks =
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong((11_644_473_600L + 1_700_000_000L) * 10_000_000L + 5)
            .array();
    ArchiveIndex index =
        Rars.index(
            new Rar5Builder()
                .add(
                    Rar5Builder.header("a", TEXT)
                        .record(3, Rar5Builder.join(Rar5Builder.number(2), ticks)))
                .finish());
    assertThat(Members.find(index, "a").modified()).contains(Instant.ofEpochSecond(1_700_000_000L));
  }

  @Test
  void member_compressedOrEncrypted_saysWhatIsMissing() throws IOException {
    LaidOutSource archive =
        new Rar5Builder()
            .add(Rar5Builder.header("packed", TEXT).packed())
            .add(Rar5Builder.header("secret", TEXT).record(1, new byte[40]))
            .end()
            .finish();
    ArchiveIndex index = Rars.index(archive);
    assertThatThrownBy(() -> Members.read(index, "packed", archive))
        .isInstanceOf(ArchiveException.class)
        .hasMessage("packed cannot be read: RAR's compression is not supported");
    assertThatThrownBy(() -> Members.read(index, "secret", archive))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("it is encrypted");
  }

  @Test
  void archive_withEncryptedNames_saysSo() {
    assertThatThrownBy(() -> Rars.index(new Rar5Builder().raw(4, new byte[30]).finish()))
        .isInstanceOf(ArchiveException.class)
        .hasMessage("the archive's names are encrypted");
    assertThatThrownBy(() -> Rars.index(new Rar4Builder().mark(0x80).finish()))
        .isInstanceOf(ArchiveException.class)
        .hasMessage("the archive's names are encrypted");
  }

  @Test
  void storedMember_ofAnotherSize_isNotReadable() throws IOException {
    Rar5Builder.Header header = Rar5Builder.header("a", TEXT);
    header.size = 100;
    LaidOutSource archive = new Rar5Builder().add(header).end().finish();
    ArchiveIndex index = Rars.index(archive);
    assertThatThrownBy(() -> Members.read(index, "a", archive))
        .isInstanceOf(ArchiveException.class);
  }

  @Test
  void walk_moreMembersOrHeadersThanAllowed_isRefused() {
    Rar5Builder rar = new Rar5Builder();
    for (int i = 0; i < 300; i++) {
      rar.file("member " + i, new byte[10]);
    }
    LaidOutSource archive = rar.finish();
    assertThatThrownBy(() -> Rars.index(new RarFormat(new ArchiveConfig(10, 1 << 20, 0)), archive))
        .hasMessageContaining("more than 10 members");
    assertThatThrownBy(() -> Rars.index(new RarFormat(new ArchiveConfig(1000, 5000, 0)), archive))
        .hasMessageContaining("headers of more than 5000 bytes");
  }

  @Test
  void archive_thatIsNone_isRefused() {
    for (byte[] bytes : new byte[][] {{}, TEXT, "Rar!\u001a\u0007\u0002\u0000".getBytes(UTF_8)}) {
      assertThatThrownBy(() -> Rars.index(LaidOutSource.of(bytes)))
          .isInstanceOf(ArchiveException.class)
          .hasMessage("no RAR archive: it does not begin like one");
    }
  }

  @Test
  void recognizes_bothVersionsByTheirMark() throws IOException {
    for (LaidOutSource archive :
        new LaidOutSource[] {new Rar4Builder().finish(), new Rar5Builder().finish()}) {
      assertThat(Rars.format().recognizes(ByteBuffer.wrap(archive.toBytes()))).isTrue();
    }
    assertThat(Rars.format().recognizes(ByteBuffer.wrap(TEXT))).isFalse();
    assertThat(Rars.format().recognizes(ByteBuffer.wrap(new byte[5]))).isFalse();
  }

  @Test
  void matches_firstVolumesOnly() {
    for (String name : new String[] {"a.rar", "A.CBR", "a.part1.rar", "a.part001.RAR"}) {
      assertThat(Rars.format().matches(name)).as(name).isTrue();
    }
    for (String name : new String[] {"a.part2.rar", "a.part10.rar", ".rar", "a.r00", "a.rar.txt"}) {
      assertThat(Rars.format().matches(name)).as(name).isFalse();
    }
    assertThat(Rars.format().name()).isEqualTo("rar");
  }
}
