package swarmdrive.archive.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.Resources;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ArchiveFile;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.index.IndexStore;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.Members;

/** Whatever the bytes: an index, or an {@link ArchiveException}; nothing else, and soon. */
class HostileTarProperties {
  private static final byte[] SMALL = small();

  private static byte[] small() {
    byte[] sparse = TarBuilder.header("old", 'S', "", 600);
    TarBuilder.put(sparse, 386, "%011o\0%011o\0".formatted(512, 300));
    TarBuilder.put(sparse, 410, "%011o\0%011o\0".formatted(2000, 300));
    TarBuilder.put(sparse, 483, "%011o".formatted(3000));
    return new TarBuilder()
        .pax('x', "path", "pax/path", "GNU.sparse.major", "1", "GNU.sparse.realsize", "900")
        .file("x", Arrays.copyOf("2\n0\n5\n700\n3\n".getBytes(UTF_8), 520))
        .pax('x', "GNU.sparse.map", "0,3,10,3", "GNU.sparse.size", "20")
        .file("listed", "abcdef".getBytes(UTF_8))
        .raw(TarBuilder.summed(sparse))
        .data(new byte[600])
        .member("", 'L', "", "gnu/long".getBytes(UTF_8))
        .file("cut", "text".getBytes(UTF_8))
        .link('2', "link", "cut")
        .link('1', "hard", "gnu/long")
        .finish()
        .toBytes();
  }

  private static int walk(byte[] bytes) throws IOException {
    LaidOutSource archive = LaidOutSource.of(bytes);
    ArchiveIndex index;
    try {
      index =
          new TarFormat(ArchiveConfig.DEFAULT, IndexStore.NONE)
              .index(new ArchiveFile("test", "test.tar", archive));
    } catch (ArchiveException e) {
      return 0;
    }
    int readable = 0;
    for (String path : Members.paths(index)) {
      if (!path.endsWith("/") && Members.find(index, path).size() < 1 << 20) {
        try {
          Members.read(index, path, archive);
          readable++;
        } catch (ArchiveException e) {
          assertThat(e.getMessage()).isNotBlank();
        }
      }
    }
    return readable;
  }

  @Example
  void walk_soundArchive_readsAll() throws IOException {
    assertThat(walk(SMALL)).isEqualTo(5);
  }

  @Example
  void walk_cutAtEveryByte_ends() throws IOException {
    for (int length = 0; length < SMALL.length; length++) {
      walk(Arrays.copyOf(SMALL, length));
    }
  }

  @Property(tries = 500)
  void walk_bytesOverwrittenBelowARightChecksum_ends(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int changes) throws IOException {
    Random random = new Random(seed);
    byte[] changed = SMALL.clone();
    for (int i = 0; i < changes; i++) {
      int block = random.nextInt(changed.length / 512) * 512;
      int at = random.nextInt(512);
      byte[] values = {0, (byte) 0x80, (byte) 0xff, '0', '7', '9', ' ', (byte) random.nextInt()};
      changed[block + at] = values[random.nextInt(values.length)];
      byte[] header = Arrays.copyOfRange(changed, block, block + 512);
      if (header[257] == 'u') {
        System.arraycopy(TarBuilder.summed(header), 0, changed, block, 512);
      }
    }
    walk(changed);
  }

  @Example
  void walk_realSparseArchivesWithFlippedBytes_ends() throws IOException {
    Random random = new Random(5);
    for (String name : new String[] {"sparse-old", "sparse-0.0", "sparse-0.1", "sparse-1.0"}) {
      byte[] sound = Resources.toByteArray(Resources.getResource("tar/" + name + ".tar"));
      for (int i = 0; i < 300; i++) {
        byte[] flipped = sound.clone();
        flipped[512 + random.nextInt(3500)] ^= (byte) (1 << random.nextInt(8));
        walk(flipped);
      }
    }
  }

  @Example
  void walk_sparseMapThatNeverEnds_isDamaged() throws IOException {
    byte[] header = TarBuilder.header("endless", 'S', "", 0);
    header[482] = 1;
    byte[] more = new byte[512];
    more[504] = 1;
    TarBuilder tar = new TarBuilder().raw(TarBuilder.summed(header));
    for (int i = 0; i < 100; i++) {
      tar.raw(more);
    }
    assertThat(walk(tar.finish().toBytes())).isZero();
  }

  @Example
  void walk_recordsWithoutLength_areDamaged() throws IOException {
    for (String records :
        new String[] {"a=b", "9 a=bcde\n0 c=d\n", "9 a=bcde\n=", "-3 a=b\n", "5 a=b", "3 =\n"}) {
      LaidOutSource archive =
          new TarBuilder()
              .file("first", new byte[0])
              .member("x", 'x', "", records.getBytes(UTF_8))
              .file("second", new byte[0])
              .finish();
      ArchiveIndex index =
          new TarFormat(ArchiveConfig.DEFAULT, IndexStore.NONE)
              .index(new ArchiveFile("test", "test.tar", archive));
      assertThat(index.flaw().isPresent()).isEqualTo(!Members.paths(index).contains("second"));
    }
  }

  @Example
  void walk_numbersThatOverflow_areDamaged() throws IOException {
    for (int fill : new int[] {0xff, 0x7f, 0xbf, 0x80}) {
      byte[] header = TarBuilder.header("a", '0', "", 0);
      Arrays.fill(header, 124, 136, (byte) fill);
      assertThat(walk(new TarBuilder().raw(TarBuilder.summed(header)).finish().toBytes())).isZero();
    }
    for (String size : new String[] {"99999999999999999999", "-1", "999999999999999999", "1e9"}) {
      walk(
          new TarBuilder()
              .pax('x', "size", size, "mtime", size)
              .file("a", new byte[3])
              .finish()
              .toBytes());
    }
  }
}
