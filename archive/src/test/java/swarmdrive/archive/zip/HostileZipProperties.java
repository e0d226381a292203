package swarmdrive.archive.zip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.Members;
import swarmdrive.archive.source.Samples;

/** Whatever the bytes: an index, or an {@link ArchiveException}; nothing else, and soon. */
class HostileZipProperties {
  private static final byte[] SMALL = small();

  private static byte[] small() {
    ZipBytes zip =
        new ZipBytes()
            .prefix(new byte[7])
            .stored("folder/a.txt", "some text".getBytes(UTF_8))
            .deflated("folder/b", Samples.mixed(1, 500))
            .stored("huge", new byte[0], member -> member.size = 1L << 33)
            .stored("c/", new byte[0])
            .deflated("ü", Samples.mixed(2, 300), member -> member.extra = new byte[12]);
    zip.comment = "comment".getBytes(UTF_8);
    zip.zip64 = true;
    return zip.finish().toBytes();
  }

  /** Lists all, reads all that can be read; returns how many members could. */
  private static int walk(byte[] bytes) throws IOException {
    ByteSource archive = LaidOutSource.of(bytes);
    ArchiveIndex index;
    try {
      index = Zips.index(archive);
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
    assertThat(walk(SMALL)).isEqualTo(3);
  }

  @Example
  void walk_cutAtEveryByte_ends() throws IOException {
    for (int length = 0; length < SMALL.length; length++) {
      walk(Arrays.copyOf(SMALL, length));
      walk(Arrays.copyOfRange(SMALL, SMALL.length - length, SMALL.length));
    }
  }

  @Example
  void walk_everyByteFlipped_ends() throws IOException {
    for (int bit = 0; bit < SMALL.length * 8; bit += 5) {
      byte[] flipped = SMALL.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      walk(flipped);
    }
  }

  @Property(tries = 300)
  void walk_severalFieldsOverwritten_ends(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int changes) throws IOException {
    Random random = new Random(seed);
    byte[] changed = SMALL.clone();
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(changed.length - 4);
      int[] values = {0, -1, 0x7fffffff, 0x80000000, random.nextInt(), changed.length};
      ZipBytes.le(4)
          .putInt(values[random.nextInt(values.length)])
          .get(0, changed, at, 2 + 2 * (i % 2));
    }
    walk(changed);
  }

  @Property(tries = 100)
  void walk_noiseWithAnEndRecord_ends(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] noise = new byte[random.nextInt(100_000)];
    random.nextBytes(noise);
    LaidOutSource source = LaidOutSource.of(noise);
    byte[] end =
        new ZipBytes()
            .end(
                random.nextInt(65_536),
                random.nextInt(1, noise.length + 2),
                random.nextInt(noise.length + 1),
                new byte[0],
                false);
    walk(source.append(end).toBytes());
  }

  @Property(tries = 50)
  void names_whateverTheyAre_areShownSafeAndUnique(
      @ForAll List<@net.jqwik.api.constraints.StringLength(max = 12) String> names)
      throws IOException {
    ZipBytes zip = new ZipBytes();
    for (String name : names) {
      zip.stored(name, new byte[0]);
    }
    ArchiveIndex index = Zips.index(zip.finish());
    List<String> paths = Members.paths(index);
    assertThat(paths).doesNotHaveDuplicates();
    for (String path : paths) {
      assertThat(Members.find(index, path.replaceAll("/$", ""))).isNotNull();
      assertThat(path).doesNotContain("\\").doesNotMatch("(^|.*/)\\.{1,2}(/.*|$)");
    }
  }
}
