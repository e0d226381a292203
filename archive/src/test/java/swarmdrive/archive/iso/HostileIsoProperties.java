package swarmdrive.archive.iso;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static swarmdrive.archive.iso.IsoBytes.ROOT;
import static swarmdrive.archive.iso.IsoBytes.SECTOR;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.source.CountingSource;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.Members;

/** Whatever the bytes: an index, or an {@link ArchiveException}; nothing else, and soon. */
class HostileIsoProperties {
  private static final byte[] SMALL = small();
  private static final int FIRST = 16 * SECTOR; // nobody looks at what lies before

  private static byte[] small() {
    byte[] mode = IsoBytes.mode(0100644);
    byte[] folder = IsoBytes.mode(040755);
    byte[] rest = IsoBytes.name(0, "rest");
    return new IsoBytes()
        .descriptor(1, "", ROOT, SECTOR)
        .descriptor(2, "%/@", 22, SECTOR)
        .end()
        .folder(
            ROOT,
            IsoBytes.self(ROOT, IsoBytes.sharing(), folder),
            IsoBytes.file("A;1", 26, 9, mode, IsoBytes.name(0, "a")),
            IsoBytes.file("B;1", 26, 8, mode, IsoBytes.continued(25, 4, rest.length)),
            IsoBytes.file("L;1", 0, 0, IsoBytes.name(0, "link"), IsoBytes.link(0, "a")),
            IsoBytes.record("M".getBytes(UTF_8), IsoBytes.GOES_ON, 27, SECTOR),
            IsoBytes.file("M", 26, 5),
            IsoBytes.folderRecord("D", 21, folder, IsoBytes.name(0, "d")),
            IsoBytes.file("C", 0, 0, IsoBytes.name(0, "c"), IsoBytes.moved(23)))
        .folder(21, IsoBytes.self(21), IsoBytes.file("IN;1", 26, 2, mode))
        .folder(22, IsoBytes.self(22), IsoBytes.record("j".getBytes(UTF_16BE), 0, 26, 3))
        .folder(23, IsoBytes.self(23), IsoBytes.file("DEEP;1", 26, 2, mode))
        .put(25, new byte[4])
        .put(26, "some text".getBytes(UTF_8))
        .put(27, new byte[SECTOR])
        .put(25, concat(new byte[4], rest))
        .toBytes();
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] out = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, out, first.length, second.length);
    return out;
  }

  /** Reads all; returns how many files could be read. */
  private static int walk(byte[] bytes) throws IOException {
    CountingSource image = new CountingSource(LaidOutSource.of(bytes));
    ArchiveIndex index;
    try {
      index = Isos.index(image);
    } catch (ArchiveException e) {
      assertThat(e.getMessage()).isNotBlank();
      return 0;
    }
    assertThat(image.reads()).isLessThan(500);
    int readable = 0;
    for (String path : Members.paths(index)) {
      if (!path.endsWith("/") && Members.find(index, path).size() < 1 << 20) {
        try {
          Members.read(index, path, image);
          readable++;
        } catch (ArchiveException e) {
          assertThat(e.getMessage()).isNotBlank();
        }
      }
    }
    return readable;
  }

  @Example
  void walk_soundImage_readsAll() throws IOException {
    ArchiveIndex index = Isos.index(LaidOutSource.of(SMALL));
    assertThat(Members.paths(index))
        .containsExactlyInAnyOrder("a", "rest", "link", "M", "d/", "d/IN", "c/", "c/DEEP");
    assertThat(index.flaw()).isEmpty();
    assertThat(walk(SMALL)).isEqualTo(6);
  }

  @Example
  void walk_cutAtEveryByte_ends() throws IOException {
    for (int length = FIRST - 1; length < SMALL.length; length++) {
      walk(Arrays.copyOf(SMALL, length));
    }
  }

  @Example
  void walk_everyByteFlipped_ends() throws IOException {
    for (int at = FIRST; at < SMALL.length; at++) {
      if (SMALL[at] != 0 || at % 7 == 0) {
        byte[] flipped = SMALL.clone();
        flipped[at] ^= (byte) (1 << at % 8);
        walk(flipped);
        flipped[at] = (byte) 0xff;
        walk(flipped);
      }
    }
  }

  @Property(tries = 1000)
  void walk_severalFieldsOverwritten_ends(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int changes) throws IOException {
    Random random = new Random(seed);
    byte[] changed = SMALL.clone();
    for (int i = 0; i < changes; i++) {
      int at = FIRST + random.nextInt(changed.length - FIRST - 4);
      int[] values = {0, -1, 0x7fffffff, ROOT, 21, random.nextInt(), random.nextInt(64)};
      ByteBuffer.wrap(changed)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putInt(at, values[random.nextInt(values.length)]);
    }
    walk(changed);
  }

  @Property(tries = 200)
  void walk_foldersOfNoise_end(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] noise = new byte[8 * SECTOR];
    for (int at = 0; at < noise.length; at++) {
      noise[at] = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : random.nextInt(48));
    }
    byte[] root = IsoBytes.self(ROOT, IsoBytes.sharing(), IsoBytes.mode(040755));
    System.arraycopy(root, 0, noise, 0, root.length);
    walk(new IsoBytes().descriptor(1, "", ROOT, noise.length).end().put(ROOT, noise).toBytes());
  }

  @Property(tries = 100)
  void names_whateverTheyAre_areShownSafeAndUnique(
      @ForAll List<@StringLength(max = 20) String> names) throws IOException {
    byte[][] records = new byte[names.size() + 1][];
    records[0] = IsoBytes.self(ROOT, IsoBytes.sharing(), IsoBytes.mode(040755));
    for (int i = 0; i < names.size(); i++) {
      records[i + 1] = IsoBytes.file("X", 0, 0, IsoBytes.name(0, names.get(i)));
    }
    int length = IsoBytes.content(records).length;
    ArchiveIndex index =
        Isos.index(
            new IsoBytes().descriptor(1, "", ROOT, length).end().folder(ROOT, records).finish());
    List<String> paths = Members.paths(index);
    assertThat(paths).doesNotHaveDuplicates();
    for (String path : paths) {
      assertThat(Members.find(index, path)).isNotNull();
      assertThat(path).doesNotContain("\\").isNotIn(".", "..");
    }
  }

  @Example
  void walk_folderAtTheEndOfADeepChain_isNotShown() throws IOException {
    IsoBytes bytes = IsoBytes.plain();
    for (int depth = 0; depth < 400; depth++) {
      int block = ROOT + depth;
      bytes.folder(block, IsoBytes.self(block), IsoBytes.folderRecord("D".repeat(50), block + 1));
    }
    ArchiveIndex index = Isos.index(bytes.put(ROOT + 400, new byte[SECTOR]).finish());
    assertThat(Members.paths(index).size()).isBetween(70, 130);
    assertThat(index.flaw()).isPresent();
  }

  @Example
  void walk_manyFoldersWithLongNames_isBoundedByItsLimits() throws IOException {
    byte[][] records = new byte[200_000][];
    Arrays.fill(records, IsoBytes.folderRecord("D".repeat(200), 1_000_000));
    records[0] = IsoBytes.self(ROOT);
    byte[] content = IsoBytes.content(records);
    LaidOutSource image =
        new IsoBytes().descriptor(1, "", ROOT, content.length).end().put(ROOT, content).finish();
    try {
      Isos.index(image, new ArchiveConfig(150_000, 256 << 20, 0));
    } catch (ArchiveException e) {
      assertThat(e).hasMessageContaining("more than 150000 members");
    }
  }
}
