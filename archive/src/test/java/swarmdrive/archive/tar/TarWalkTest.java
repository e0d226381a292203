package swarmdrive.archive.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ArchiveFile;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData;
import swarmdrive.archive.index.IndexStore;
import swarmdrive.archive.source.CountingSource;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.Members;
import swarmdrive.archive.source.ShortReadSource;

class TarWalkTest {
  private static final byte[] TEXT = "some text".getBytes(UTF_8);

  private static ArchiveIndex index(ByteSource archive) throws IOException {
    return new TarFormat(ArchiveConfig.DEFAULT, IndexStore.NONE)
        .index(new ArchiveFile("test", "test.tar", archive));
  }

  @Test
  void walk_filesAndFolders_listsThemInOrder() throws IOException {
    LaidOutSource archive =
        new TarBuilder()
            .file("./z", TEXT)
            .folder("./a/")
            .file("b/c", TEXT)
            .file("v7/", TEXT)
            .finish();
    ArchiveIndex index = index(archive);
    assertThat(Members.paths(index)).containsExactly("z", "a/", "b/", "b/c", "v7/");
    assertThat(Members.find(index, "z").modified()).contains(Instant.ofEpochSecond(1_600_000_000));
    assertThat(Members.find(index, "b").id()).isEqualTo(-1);
    assertThat(Members.read(index, "b/c", archive)).isEqualTo(TEXT);
    assertThat(index.data(Members.find(index, "z"), archive))
        .isEqualTo(new MemberData.Mapped(512, TEXT.length));
    assertThat(index.flaw()).isEmpty();
  }

  @Test
  void walk_hugeMemberAmongSmallOnes_isHoppedOver() throws IOException {
    TarBuilder tar = new TarBuilder();
    for (int i = 0; i < 1000; i++) {
      tar.hole("small " + i, 60_000);
    }
    tar.hole("huge", 500L << 20);
    for (int i = 1000; i < 2000; i++) {
      tar.hole("small " + i, 60_000);
    }
    CountingSource archive = new CountingSource(tar.finish());
    assertThat(Members.paths(index(archive))).hasSize(2001);
    assertThat(archive.bytes()).isLessThan(122L << 20);
    assertThat(archive.reads()).isLessThan(600);
    assertThat(archive.pieces(1 << 20)).isLessThanOrEqualTo(118);
  }

  @Test
  void walk_largeMembers_readsLittleOfEach() throws IOException {
    TarBuilder tar = new TarBuilder();
    for (int i = 0; i < 100; i++) {
      tar.hole("large " + i, 50L << 20);
    }
    CountingSource archive = new CountingSource(tar.finish());
    assertThat(Members.paths(index(archive))).hasSize(100);
    assertThat(archive.reads()).isEqualTo(101);
    assertThat(archive.bytes()).isLessThan(102 * (32 << 10));
  }

  @Test
  void walk_sourceThatGivesFewBytesAtATime_isComplete() throws IOException {
    TarBuilder tar = new TarBuilder();
    for (int i = 0; i < 500; i++) {
      tar.file("file " + i, TEXT);
    }
    assertThat(Members.paths(index(new ShortReadSource(tar.finish(), 100)))).hasSize(500);
  }

  @Test
  void walk_archiveWithoutEnd_isComplete() throws IOException {
    ArchiveIndex index = index(new TarBuilder().file("a", TEXT).withoutEnd());
    assertThat(Members.paths(index)).containsExactly("a");
    assertThat(index.flaw()).isEmpty();
  }

  @Test
  void walk_duplicates_giveTheNameToTheLast() throws IOException {
    LaidOutSource archive =
        new TarBuilder()
            .file("a.txt", TEXT)
            .file("b", TEXT)
            .file("a.txt", "new".getBytes(UTF_8))
            .finish();
    ArchiveIndex index = index(archive);
    assertThat(Members.paths(index)).containsExactly("a (2).txt", "b", "a.txt");
    assertThat(Members.read(index, "a.txt", archive)).asString().isEqualTo("new");
  }

  @Test
  void walk_extendedHeaders_goBeforePlainOnes() throws IOException {
    LaidOutSource archive =
        new TarBuilder()
            .pax('g', "comment", "of all", "mtime", "1000")
            .pax('x', "path", "long/" + "ü".repeat(80), "mtime", "2000.75", "size", "9")
            .file("short", TEXT)
            .file("second", TEXT)
            .member("././@LongLink", 'L', "", ("gnu/" + "n".repeat(150) + "\0").getBytes(UTF_8))
            .file("cut", TEXT)
            .pax('x', "mtime", "-5")
            .file("old", TEXT)
            .finish();
    ArchiveIndex index = index(archive);
    String pax = "long/" + "ü".repeat(80);
    assertThat(Members.paths(index))
        .containsExactly("long/", pax, "second", "gnu/", "gnu/" + "n".repeat(150), "old");
    assertThat(Members.find(index, pax).modified()).contains(Instant.ofEpochSecond(2000));
    assertThat(Members.find(index, "second").modified()).contains(Instant.ofEpochSecond(1000));
    assertThat(Members.find(index, "old").modified()).contains(Instant.ofEpochSecond(-5));
    assertThat(Members.read(index, pax, archive)).isEqualTo(TEXT);
  }

  @Test
  void walk_binarySize_isBeyondOctal() throws IOException {
    byte[] header = TarBuilder.header("huge", '0', "", 0);
    Arrays.fill(header, 124, 136, (byte) 0);
    header[124] = (byte) 0x80;
    header[131] = 4; // 4 << 32
    LaidOutSource archive =
        new TarBuilder().raw(TarBuilder.summed(header)).withoutEnd().appendHole(16L << 30);
    archive.append(TarBuilder.header("after", '0', "", 0));
    ArchiveIndex index = index(archive);
    assertThat(Members.find(index, "huge").size()).isEqualTo(16L << 30);
    assertThat(Members.paths(index)).containsExactly("huge", "after");
  }

  @Test
  void links_insideTheArchive_areTheirTargets() throws IOException {
    LaidOutSource archive =
        new TarBuilder()
            .link('2', "a/first", "./second")
            .link('2', "a/second", "../b/file")
            .file("b/file", TEXT)
            .link('1', "hard", "b/file")
            .finish();
    ArchiveIndex index = index(archive);
    for (String path : List.of("a/first", "a/second", "b/file", "hard")) {
      assertThat(Members.read(index, path, archive)).isEqualTo(TEXT);
    }
    assertThat(index.flaw()).isEmpty();
  }

  @Test
  void links_thatLeadElsewhere_areNotShown() throws IOException {
    LaidOutSource archive =
        new TarBuilder()
            .file("folder/a", TEXT)
            .link('2', "absolute", "/etc/passwd")
            .link('2', "up", "../../etc/passwd")
            .link('2', "to folder", "folder")
            .link('1', "nothing", "not/there")
            .link('2', "circle", "circle")
            .finish();
    ArchiveIndex index = index(archive);
    assertThat(Members.paths(index)).containsExactly("folder/", "folder/a");
    assertThat(index.flaw().orElseThrow()).startsWith("5 links");
  }

  @Test
  void walk_devicesAndLabels_areNotShown() throws IOException {
    LaidOutSource archive =
        new TarBuilder()
            .link('3', "char", "")
            .link('4', "block", "")
            .link('6', "fifo", "")
            .member("label", 'V', "", new byte[0])
            .file("a", TEXT)
            .finish();
    assertThat(Members.paths(index(archive))).containsExactly("a");
  }

  @Test
  void walk_archiveThatIsCut_showsWhatIsWhole() throws IOException {
    byte[] whole = new TarBuilder().file("a", TEXT).file("b", new byte[5000]).finish().toBytes();
    LaidOutSource cut = LaidOutSource.of(Arrays.copyOf(whole, 3000));
    ArchiveIndex index = index(cut);
    assertThat(Members.read(index, "a", cut)).isEqualTo(TEXT);
    assertThatThrownBy(() -> Members.read(index, "b", cut))
        .isInstanceOf(ArchiveException.class)
        .hasMessage("b cannot be read: its bytes are not all there");
    assertThat(index.flaw()).contains("tar is damaged: it ends inside b");
  }

  @Test
  void walk_damagedHeader_showsWhatIsBefore() throws IOException {
    LaidOutSource archive = new TarBuilder().file("a", TEXT).raw(new byte[512]).withoutEnd();
    byte[] bytes = archive.toBytes();
    bytes[1024] = 'x';
    ArchiveIndex index = index(LaidOutSource.of(bytes));
    assertThat(Members.paths(index)).containsExactly("a");
    assertThat(index.flaw()).contains("tar is damaged: there is no header at byte 1024");
  }

  @Test
  void index_noTar_saysSo() {
    byte[] noise = new byte[10_000];
    Arrays.fill(noise, (byte) 'n');
    assertThatThrownBy(() -> index(LaidOutSource.of(noise)))
        .isInstanceOf(ArchiveException.class)
        .hasMessage("no tar: there is no header at byte 0");
    assertThatThrownBy(() -> index(LaidOutSource.of(new byte[0])))
        .isInstanceOf(ArchiveException.class);
  }

  @Test
  void index_moreThanTheLimits_isRefused() {
    TarBuilder tar = new TarBuilder();
    for (int i = 0; i < 100; i++) {
      tar.file("file" + i, TEXT);
    }
    LaidOutSource archive = tar.finish();
    assertThatThrownBy(
            () ->
                new TarFormat(new ArchiveConfig(99, 1 << 20, 0), IndexStore.NONE)
                    .index(new ArchiveFile("test", "test.tar", archive)))
        .isInstanceOf(ArchiveException.class)
        .hasMessage("archive has more than 99 members");
    assertThatThrownBy(
            () ->
                new TarFormat(new ArchiveConfig(200, 50_000, 0), IndexStore.NONE)
                    .index(new ArchiveFile("test", "test.tar", archive)))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("headers take more than 50000 bytes");
  }
}
