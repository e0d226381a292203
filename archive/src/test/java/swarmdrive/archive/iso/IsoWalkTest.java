package swarmdrive.archive.iso;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static swarmdrive.archive.iso.IsoBytes.FOLDER;
import static swarmdrive.archive.iso.IsoBytes.GOES_ON;
import static swarmdrive.archive.iso.IsoBytes.ROOT;
import static swarmdrive.archive.iso.IsoBytes.SECTOR;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
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
import swarmdrive.archive.source.ShortReadSource;

class IsoWalkTest {
  private static final byte[] TEXT = "some text".getBytes(UTF_8);

  private static IsoBytes oneFolder(byte[]... records) {
    byte[][] all = new byte[records.length + 2][];
    all[0] = IsoBytes.self(ROOT);
    all[1] = IsoBytes.record(new byte[] {1}, FOLDER, ROOT, SECTOR);
    System.arraycopy(records, 0, all, 2, records.length);
    return IsoBytes.plain().folder(ROOT, all).put(40, TEXT);
  }

  @Test
  void walk_plainNames_areShownWithoutVersion() throws IOException {
    LaidOutSource image =
        oneFolder(
                IsoBytes.file("README.TXT;1", 40, TEXT.length),
                IsoBytes.file("MAKEFILE.;1", 40, 4),
                IsoBytes.file("EMPTY;12", 0, 0),
                IsoBytes.folderRecord("SUB.DIR", 21))
            .folder(21, IsoBytes.self(21), IsoBytes.file("IN;1", 40, 2))
            .finish();
    ArchiveIndex index = Isos.index(image);
    assertThat(Members.paths(index))
        .containsExactly("README.TXT", "MAKEFILE", "EMPTY", "SUB.DIR/", "SUB.DIR/IN");
    assertThat(Members.read(index, "README.TXT", image)).isEqualTo(TEXT);
    assertThat(Members.read(index, "SUB.DIR/IN", image)).asString().isEqualTo("so");
    assertThat(Members.read(index, "EMPTY", image)).isEmpty();
    assertThat(Members.find(index, "SUB.DIR").modified())
        .contains(Instant.parse("2021-03-04T04:06:07Z"));
    assertThat(index.flaw()).isEmpty();
  }

  @Test
  void data_ofAFile_isMapped() throws IOException {
    LaidOutSource image = oneFolder(IsoBytes.file("A", 40, TEXT.length)).finish();
    ArchiveIndex index = Isos.index(image);
    assertThat(index.data(Members.find(index, "A"), image))
        .isEqualTo(new MemberData.Mapped(40 * SECTOR, TEXT.length));
  }

  @Test
  void walk_associatedFiles_areNotShown() throws IOException {
    LaidOutSource image =
        oneFolder(IsoBytes.record("A".getBytes(US_ASCII), 4, 40, 3), IsoBytes.file("A", 40, 4))
            .finish();
    assertThat(Members.find(Isos.index(image), "A").size()).isEqualTo(4);
  }

  @Test
  void walk_jolietTree_isShownInsteadOfCapitals() throws IOException {
    LaidOutSource image =
        new IsoBytes()
            .descriptor(1, "", ROOT, SECTOR)
            .descriptor(2, "%/E", 22, SECTOR)
            .end()
            .folder(ROOT, IsoBytes.self(ROOT), IsoBytes.file("NAIVE.TXT;1", 40, TEXT.length))
            .folder(
                22,
                IsoBytes.self(22),
                IsoBytes.record("naïve 😀.txt;1".getBytes(UTF_16BE), 0, 40, TEXT.length),
                IsoBytes.record("more".getBytes(UTF_16BE), FOLDER, 23, SECTOR))
            .folder(23, IsoBytes.self(23))
            .put(40, TEXT)
            .finish();
    ArchiveIndex index = Isos.index(image);
    assertThat(Members.paths(index)).containsExactly("naïve 😀.txt", "more/");
    assertThat(Members.read(index, "naïve 😀.txt", image)).isEqualTo(TEXT);
  }

  @Test
  void walk_supplementaryTreeInAnotherCode_isNotJoliet() throws IOException {
    LaidOutSource image =
        new IsoBytes()
            .descriptor(1, "", ROOT, SECTOR)
            .descriptor(2, "%/X", 22, SECTOR)
            .end()
            .folder(ROOT, IsoBytes.self(ROOT), IsoBytes.file("A", 22, 1))
            .put(22, TEXT)
            .finish();
    assertThat(Members.paths(Isos.index(image))).containsExactly("A");
  }

  @Test
  void walk_fileInTwoPartsThatTouch_isOneRun() throws IOException {
    LaidOutSource image = twoParts(40, 41).put(40, sectors(1)).put(41, sectors(2)).finish();
    ArchiveIndex index = Isos.index(image);
    assertThat(index.data(Members.find(index, "BIG"), image))
        .isEqualTo(new MemberData.Mapped(40 * SECTOR, SECTOR + 100));
    assertThat(index.flaw()).isEmpty();
  }

  @Test
  void walk_fileInTwoPartsApart_isPutTogether() throws IOException {
    LaidOutSource image = twoParts(50, 41).put(50, sectors(1)).put(41, sectors(2)).finish();
    ArchiveIndex index = Isos.index(image);
    byte[] expected = Arrays.copyOf(sectors(1), SECTOR + 100);
    Arrays.fill(expected, SECTOR, expected.length, (byte) 2);
    assertThat(Members.read(index, "BIG", image)).isEqualTo(expected);
    ShortReadSource slow = new ShortReadSource(image, 7);
    assertThat(Members.read(index, "BIG", slow)).isEqualTo(expected);
    MemberData.DecodedSource source =
        ((MemberData.Decoded) index.data(Members.find(index, "BIG"), image)).source();
    for (int position = 0; position < expected.length; position += 99) {
      int length = Math.min(150, expected.length - position);
      assertThat(Members.read(source, position, length))
          .isEqualTo(Arrays.copyOfRange(expected, position, position + length));
    }
    assertThat(source.read(expected.length, ByteBuffer.allocate(1))).isEqualTo(-1);
    source.close();
    assertThatThrownBy(() -> source.read(0, ByteBuffer.allocate(1)))
        .isInstanceOf(ClosedChannelException.class);
  }

  private static IsoBytes twoParts(int first, int second) {
    return oneFolder(
        IsoBytes.record("BIG".getBytes(US_ASCII), GOES_ON, first, SECTOR),
        IsoBytes.file("BIG", second, 100));
  }

  private static byte[] sectors(int value) {
    byte[] bytes = new byte[SECTOR];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  @Test
  void walk_fileOfMoreThanFourGigabytes_isOneRun() throws IOException {
    long part = 0xfffff800L;
    LaidOutSource image =
        LaidOutSource.of(
                oneFolder(
                        IsoBytes.record("BIG".getBytes(US_ASCII), GOES_ON, 50, part),
                        IsoBytes.file("BIG", 50 + (int) (part / SECTOR), 5000))
                    .put(49, new byte[SECTOR])
                    .toBytes())
            .appendHole(part + 6144);
    ArchiveIndex index = Isos.index(image);
    assertThat(index.data(Members.find(index, "BIG"), image))
        .isEqualTo(new MemberData.Mapped(50 * SECTOR, part + 5000));
  }

  @Test
  void walk_fileWhosePartsEndTooEarly_isAFlaw() throws IOException {
    LaidOutSource image =
        oneFolder(
                IsoBytes.record("BIG".getBytes(US_ASCII), GOES_ON, 40, SECTOR),
                IsoBytes.file("OTHER", 40, 1))
            .finish();
    ArchiveIndex index = Isos.index(image);
    assertThat(Members.paths(index)).containsExactly("OTHER");
    assertThat(index.flaw()).isPresent();
  }

  @Test
  void walk_imageCutInAFile_showsItAndSaysSo() throws IOException {
    LaidOutSource image =
        oneFolder(IsoBytes.file("CUT", 40, 5000), IsoBytes.file("WHOLE", 40, 9)).finish();
    ArchiveIndex index = Isos.index(image);
    assertThat(index.flaw()).contains("bytes of 1 files are not in the image");
    assertThat(Members.read(index, "WHOLE", image)).isEqualTo(TEXT);
    assertThatThrownBy(() -> Members.read(index, "CUT", image))
        .isInstanceOf(ArchiveException.class)
        .hasMessage("CUT cannot be read: its bytes are not all there");
  }

  @Test
  void walk_interleavedFile_isNotReadable() throws IOException {
    byte[] record = IsoBytes.file("MIXED", 40, 9);
    record[26] = 1;
    LaidOutSource image = oneFolder(record).finish();
    ArchiveIndex index = Isos.index(image);
    assertThatThrownBy(() -> Members.read(index, "MIXED", image))
        .isInstanceOf(ArchiveException.class);
  }

  @Test
  void walk_folderInItself_ends() throws IOException {
    LaidOutSource image = oneFolder(IsoBytes.folderRecord("LOOP", ROOT)).finish();
    ArchiveIndex index = Isos.index(image);
    assertThat(Members.paths(index)).containsExactly("LOOP/");
    assertThat(index.flaw()).contains("1 folders of the image are damaged");
  }

  @Test
  void walk_damagedRecord_losesTheRestOfItsSectorOnly() throws IOException {
    byte[] bad = IsoBytes.file("BAD", 40, 1);
    bad[32] = 100;
    byte[] filler = IsoBytes.file("F".repeat(200), 40, 1);
    byte[][] records = new byte[12][];
    Arrays.fill(records, filler);
    records[0] = IsoBytes.record(new byte[1], FOLDER, ROOT, 2 * SECTOR);
    records[2] = bad;
    records[11] = IsoBytes.file("LAST", 40, 1);
    LaidOutSource image =
        new IsoBytes()
            .descriptor(1, "", ROOT, 2 * SECTOR)
            .end()
            .folder(ROOT, records)
            .put(40, TEXT)
            .finish();
    ArchiveIndex index = Isos.index(image);
    assertThat(Members.paths(index)).contains("LAST").doesNotContain("BAD");
    assertThat(index.flaw()).isPresent();
  }

  @Test
  void walk_udfThatHasTheFiles_isSaid() throws IOException {
    IsoBytes bytes =
        new IsoBytes()
            .descriptor(1, "", ROOT, SECTOR)
            .end()
            .named(0, "BEA01")
            .named(0, "NSR03")
            .folder(ROOT, IsoBytes.self(ROOT), IsoBytes.file("README.TXT;1", 21, 9))
            .put(21, TEXT)
            .put(60, TEXT);
    assertThat(Isos.index(bytes.finish()).flaw().orElseThrow()).contains("UDF");
  }

  @Test
  void walk_noDescriptor_isNoImage() {
    assertThatThrownBy(() -> Isos.index(LaidOutSource.of(new byte[50_000])))
        .isInstanceOf(ArchiveException.class)
        .hasMessage("no ISO 9660 descriptor where every image has one");
    assertThatThrownBy(() -> Isos.index(LaidOutSource.of(new byte[100])))
        .isInstanceOf(ArchiveException.class);
  }

  @Test
  void walk_blocksOfAnOddSize_areRefused() {
    byte[] bytes = oneFolder().toBytes();
    bytes[16 * SECTOR + 128] = 3;
    assertThatThrownBy(() -> Isos.index(LaidOutSource.of(bytes)))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("blocks of");
  }

  @Test
  void walk_smallerBlocks_areCountedInThose() throws IOException {
    byte[] bytes = oneFolder(IsoBytes.file("A", 160, 9)).toBytes();
    ByteBuffer.wrap(bytes)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .putShort(16 * SECTOR + 128, (short) 512);
    ByteBuffer.wrap(bytes)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .putInt(16 * SECTOR + 158, ROOT * 4);
    LaidOutSource image = LaidOutSource.of(bytes);
    assertThat(Members.read(Isos.index(image), "A", image)).isEqualTo(TEXT);
  }

  @Test
  void walk_moreMembersThanAllowed_isRefused() {
    LaidOutSource image = oneFolder(IsoBytes.file("A", 40, 1), IsoBytes.file("B", 40, 1)).finish();
    assertThatThrownBy(() -> Isos.index(image, new ArchiveConfig(1, 1 << 20, 0)))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("more than 1 members");
  }

  @Test
  void walk_largerFoldersThanAllowed_areRefused() {
    LaidOutSource image =
        LaidOutSource.of(new IsoBytes().descriptor(1, "", ROOT, 0x7fffffff).end().toBytes())
            .appendHole(3L << 30);
    assertThatThrownBy(() -> Isos.index(image, new ArchiveConfig(100, 1 << 20, 0)))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("directories of more than 1048576 bytes");
  }

  @Test
  void walk_manyFolders_readsFoldersOnlyAndInOrder() throws IOException {
    byte[][] root = new byte[1001][];
    root[0] = IsoBytes.self(ROOT);
    IsoBytes bytes = new IsoBytes().descriptor(1, "", ROOT, 30 * SECTOR).end();
    for (int i = 0; i < 1000; i++) {
      root[i + 1] = IsoBytes.folderRecord("D%04d".formatted(i), 1100 - i);
      bytes.folder(1100 - i, IsoBytes.self(1100 - i), IsoBytes.file("F", 5000 + i * 100, 204_800));
    }
    CountingSource image =
        new CountingSource(
            LaidOutSource.of(bytes.folder(ROOT, root).toBytes()).appendHole(300L << 20));
    ArchiveIndex index = Isos.index(image);
    assertThat(Members.paths(index)).hasSize(2000);
    assertThat(image.bytes()).isLessThan(1100L * SECTOR);
    assertThat(image.pieces(1 << 20)).isEqualTo(3);
  }

  @Test
  void data_ofAnotherSourceOrAFolder_isAMistake() throws IOException {
    LaidOutSource image =
        oneFolder(IsoBytes.folderRecord("D", 21)).put(21, new byte[SECTOR]).finish();
    ArchiveIndex index = Isos.index(image);
    assertThatThrownBy(() -> index.data(Members.find(index, "D"), image))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void matches_namesOfImages_only() {
    IsoFormat format = new IsoFormat(ArchiveConfig.DEFAULT);
    assertThat(format.matches("Game (Disc 1).ISO")).isTrue();
    assertThat(format.matches("a.iso.zip")).isFalse();
    assertThat(format.matches(".iso")).isFalse();
    assertThat(format.name()).isEqualTo("iso");
  }
}
