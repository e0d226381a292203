package swarmdrive.archive.iso;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static swarmdrive.archive.iso.IsoBytes.ROOT;
import static swarmdrive.archive.iso.IsoBytes.SECTOR;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.Members;

class RockRidgeTest {
  private static final byte[] TEXT = "some text".getBytes(UTF_8);
  private static final byte[] FOLDER = IsoBytes.mode(040755);
  private static final byte[] FILE = IsoBytes.mode(0100644);
  private static final byte[] LINK = IsoBytes.mode(0120777);

  private static IsoBytes image(byte[]... records) {
    byte[][] all = new byte[records.length + 1][];
    all[0] = IsoBytes.self(ROOT, IsoBytes.sharing(), FOLDER);
    System.arraycopy(records, 0, all, 1, records.length);
    return IsoBytes.plain().folder(ROOT, all).put(40, TEXT);
  }

  private static byte[] named(String name) {
    return IsoBytes.file("X;1", 40, TEXT.length, FILE, IsoBytes.name(0, name));
  }

  private static byte[] link(byte[]... parts) {
    byte[][] all = new byte[parts.length + 2][];
    all[0] = LINK;
    all[1] = IsoBytes.name(0, "link");
    System.arraycopy(parts, 0, all, 2, parts.length);
    return IsoBytes.file("L;1", 0, 0, all);
  }

  private static ArchiveIndex index(byte[]... records) throws IOException {
    return Isos.index(image(records).finish());
  }

  @Test
  void name_inOneEntry_isShown() throws IOException {
    LaidOutSource image = image(named("Größe; of it.txt")).finish();
    assertThat(Members.read(Isos.index(image), "Größe; of it.txt", image)).isEqualTo(TEXT);
  }

  @Test
  void name_inSeveralEntries_isJoined() throws IOException {
    byte[] record =
        IsoBytes.file("X;1", 40, 1, FILE, IsoBytes.name(1, "gr"), IsoBytes.name(0, "eat"));
    assertThat(Members.paths(index(record))).containsExactly("great");
  }

  @Test
  void name_continuedElsewhere_isJoined() throws IOException {
    byte[] rest = IsoBytes.name(0, "rest");
    byte[] record =
        IsoBytes.file(
            "X;1",
            40,
            1,
            FILE,
            IsoBytes.name(1, "first and "),
            IsoBytes.continued(30, 100, rest.length));
    byte[] sector = new byte[SECTOR];
    System.arraycopy(rest, 0, sector, 100, rest.length);
    assertThat(Members.paths(Isos.index(image(record).put(30, sector).finish())))
        .containsExactly("first and rest");
  }

  @Test
  void continuation_ofItself_ends() throws IOException {
    byte[] loop = IsoBytes.continued(30, 0, 28);
    byte[] record = IsoBytes.file("X;1", 40, 1, FILE, IsoBytes.name(0, "x"), loop);
    assertThat(Members.paths(Isos.index(image(record).put(30, loop).finish())))
        .containsExactly("x");
  }

  @Test
  void continuation_outsideOrTooLong_isIgnored() throws IOException {
    for (byte[] bad :
        new byte[][] {
          IsoBytes.continued(3000, 0, 28),
          IsoBytes.continued(40, 0, 5000),
          IsoBytes.continued(-1, -1, -1)
        }) {
      byte[] record = IsoBytes.file("X;1", 40, 1, FILE, IsoBytes.name(0, "x"), bad);
      assertThat(Members.paths(index(record))).containsExactly("x");
    }
  }

  @Test
  void name_withSlashOrDots_staysInItsFolder() throws IOException {
    ArchiveIndex index = index(named("../up"), named(".."), named("."), named("a/b"));
    assertThat(Members.paths(index)).containsExactly("..／up", "a／b");
    assertThat(index.flaw()).contains("names or links of 2 members cannot be shown");
  }

  @Test
  void entries_behindXa_areFound() throws IOException {
    byte[] xa = new byte[14];
    byte[] skip = IsoBytes.entry("SP", 0xbe, 0xef, 14);
    LaidOutSource image =
        IsoBytes.plain()
            .folder(
                ROOT,
                IsoBytes.self(ROOT, xa, skip, FOLDER),
                IsoBytes.file("X;1", 40, 9, xa, FILE, IsoBytes.name(0, "behind xa")))
            .put(40, TEXT)
            .finish();
    assertThat(Members.paths(Isos.index(image))).containsExactly("behind xa");
  }

  @Test
  void links_toFiles_areThoseFiles() throws IOException {
    LaidOutSource image =
        image(
                named("target"),
                IsoBytes.folderRecord("D", 21, FOLDER, IsoBytes.name(0, "folder")),
                link(IsoBytes.link(2, ""), IsoBytes.link(1, "tar"), IsoBytes.link(0, "get")))
            .folder(21, IsoBytes.self(21), link(IsoBytes.link(4, ""), IsoBytes.link(0, "link")))
            .finish();
    ArchiveIndex index = Isos.index(image);
    assertThat(Members.paths(index))
        .containsExactlyInAnyOrder("target", "folder/", "link", "folder/link");
    assertThat(Members.read(index, "link", image)).isEqualTo(TEXT);
    assertThat(Members.read(index, "folder/link", image)).isEqualTo(TEXT);
    assertThat(index.flaw()).isEmpty();
  }

  @Test
  void links_outOrToNothing_areNotShown() throws IOException {
    for (byte[][] parts :
        new byte[][][] {
          {IsoBytes.link(8, ""), IsoBytes.link(0, "etc")},
          {IsoBytes.link(4, ""), IsoBytes.link(0, "target")},
          {IsoBytes.link(0, "nothing")},
          {IsoBytes.link(0, "link")}
        }) {
      ArchiveIndex index = index(named("target"), link(parts));
      assertThat(Members.paths(index)).containsExactly("target");
      assertThat(index.flaw()).contains("names or links of 1 members cannot be shown");
    }
  }

  @Test
  void deepFolder_movedElsewhere_isShownWhereItBelongs() throws IOException {
    LaidOutSource image =
        image(
                IsoBytes.folderRecord("A", 21, FOLDER, IsoBytes.name(0, "a")),
                IsoBytes.folderRecord("RR_MOVED", 22, FOLDER, IsoBytes.name(0, "rr_moved")))
            .folder(
                21,
                IsoBytes.self(21),
                IsoBytes.file("DEEP", 50, 0, FOLDER, IsoBytes.name(0, "deep"), IsoBytes.moved(23)))
            .folder(
                22,
                IsoBytes.self(22),
                IsoBytes.folderRecord(
                    "DEEP", 23, FOLDER, IsoBytes.name(0, "deep"), IsoBytes.entry("RE")))
            .folder(23, IsoBytes.self(23), named("file"))
            .finish();
    ArchiveIndex index = Isos.index(image);
    assertThat(Members.paths(index))
        .containsExactlyInAnyOrder("a/", "a/deep/", "a/deep/file", "rr_moved/");
    assertThat(Members.read(index, "a/deep/file", image)).isEqualTo(TEXT);
  }

  @Test
  void times_inBothForms_goBeforeTheRecords() throws IOException {
    byte[] brief = IsoBytes.entry("TF", 3, 90, 1, 1, 0, 0, 0, 0, 122, 12, 31, 23, 59, 58, 0);
    int[] digits = IsoBytes.text("2023010203040506");
    byte[] wide =
        IsoBytes.entry(
            "TF", IsoBytes.joined(IsoBytes.joined(new int[] {0x82}, digits), new int[1]));
    byte[] noDate = IsoBytes.entry("TF", 2, 122, 13, 31, 23, 59, 58, 0);
    ArchiveIndex index =
        index(
            IsoBytes.file("A", 40, 1, FILE, brief),
            IsoBytes.file("B", 40, 1, FILE, wide),
            IsoBytes.file("C", 40, 1, FILE, noDate));
    assertThat(Members.find(index, "A").modified()).contains(Instant.parse("2022-12-31T23:59:58Z"));
    assertThat(Members.find(index, "B").modified()).contains(Instant.parse("2023-01-02T03:04:05Z"));
    assertThat(Members.find(index, "C").modified()).contains(Instant.parse("2021-03-04T04:06:07Z"));
  }

  @Test
  void devices_areNotShown() throws IOException {
    byte[] device = IsoBytes.file("TTY", 0, 0, IsoBytes.mode(020666), IsoBytes.name(0, "tty"));
    assertThat(Members.paths(index(device, named("file")))).containsExactly("file");
  }

  @Test
  void compressedFile_hasItsOwnSizeAndIsRefused() throws IOException {
    byte[] zisofs =
        IsoBytes.entry("ZF", IsoBytes.joined(new int[] {'p', 'z', 4, 15}, IsoBytes.number(70_000)));
    LaidOutSource image =
        image(IsoBytes.file("X", 40, 9, FILE, IsoBytes.name(0, "packed"), zisofs)).finish();
    ArchiveIndex index = Isos.index(image);
    assertThat(Members.find(index, "packed").size()).isEqualTo(70_000);
    assertThatThrownBy(() -> Members.read(index, "packed", image))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("zisofs");
  }
}
