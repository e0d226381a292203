package swarmdrive.archive.rar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.source.CountingSource;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.Members;

/** Whatever the bytes: an index, or an {@link ArchiveException}; nothing else, and soon. */
class HostileRarProperties {
  private static final byte[] TEXT = "some text".getBytes(UTF_8);

  private static byte[] five() {
    Rar5Builder.Header first = Rar5Builder.header("split", TEXT);
    first.flags = 0x10;
    first.size = 18;
    Rar5Builder.Header second = Rar5Builder.header("split", TEXT);
    second.flags = 8;
    second.size = 18;
    return new Rar5Builder()
        .folder("f")
        .file("f/a", TEXT)
        .link(1, "l", "f/a")
        .add(Rar5Builder.header("packed", TEXT).packed().record(3, new byte[] {2, 0, 0, 0, 0}))
        .add(first)
        .end()
        .bytes(new byte[3])
        .mark()
        .add(second)
        .end()
        .finish()
        .toBytes();
  }

  private static byte[] four() {
    Rar4Builder.Header unicode = Rar4Builder.header("", TEXT);
    unicode.flags |= 0x1200;
    unicode.name = Rar4Builder.twofold("plain", "漢字 ü", 4);
    unicode.behind = new byte[] {0, (byte) 0xc0};
    Rar4Builder.Header large = Rar4Builder.header("large", TEXT);
    large.flags |= 0x100;
    return new Rar4Builder()
        .folder("f")
        .file("f\\a", TEXT)
        .add(unicode)
        .add(large)
        .block(0x7a, 0x8000, new byte[4])
        .end()
        .finish()
        .toBytes();
  }

  /** Reads all; returns how many files could be read. */
  private static int walk(byte[] bytes) throws IOException {
    CountingSource archive = new CountingSource(LaidOutSource.of(bytes));
    ArchiveIndex index;
    try {
      index = Rars.index(archive);
    } catch (ArchiveException e) {
      assertThat(e.getMessage()).isNotBlank();
      return 0;
    }
    assertThat(archive.reads()).isLessThan(100);
    int readable = 0;
    for (String path : Members.paths(index)) {
      if (!path.endsWith("/") && Members.find(index, path).size() < 1 << 20) {
        readable += read(index, path, archive);
      }
    }
    return readable;
  }

  private static int read(ArchiveIndex index, String path, CountingSource archive)
      throws IOException {
    try {
      Members.read(index, path, archive);
      return 1;
    } catch (ArchiveException e) {
      assertThat(e.getMessage()).isNotBlank();
      return 0;
    }
  }

  @Example
  void walk_soundArchives_readsAll() throws IOException {
    assertThat(walk(five())).isEqualTo(3);
    assertThat(walk(four())).isEqualTo(3);
  }

  @Example
  void walk_cutAtEveryByte_ends() throws IOException {
    for (byte[] sound : new byte[][] {five(), four()}) {
      for (int length = 0; length < sound.length; length++) {
        walk(Arrays.copyOf(sound, length));
      }
    }
  }

  @Example
  void walk_everyByteFlipped_ends() throws IOException {
    for (byte[] sound : new byte[][] {five(), four()}) {
      for (int bit = 0; bit < sound.length * 8; bit++) {
        byte[] flipped = sound.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        walk(flipped);
      }
    }
  }

  @Property(tries = 1000)
  void walk_headersOfNoiseBelowARightChecksum_end(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int headers) throws IOException {
    Random random = new Random(seed);
    Rar5Builder rar = new Rar5Builder();
    for (int i = 0; i < headers; i++) {
      byte[] noise = new byte[random.nextInt(80)];
      for (int at = 0; at < noise.length; at++) {
        noise[at] = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : random.nextInt(8));
      }
      rar.raw(1 + random.nextInt(5), noise);
    }
    walk(rar.file("after", TEXT).finish().toBytes());
  }

  @Property(tries = 1000)
  void walk_fieldsOfRar4ChangedBelowARightChecksum_end(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int changes) throws IOException {
    Random random = new Random(seed);
    byte[] bytes = four();
    for (int i = 0; i < changes; i++) {
      int block = blockAt(bytes, random.nextInt(6));
      int length = Short.toUnsignedInt(le(bytes).getShort(block + 5));
      int at = block + 3 + random.nextInt(Math.max(1, Math.min(length, bytes.length - block) - 3));
      byte[] values = {0, -1, 0x7f, (byte) 0x80, (byte) random.nextInt()};
      bytes[at] = values[random.nextInt(values.length)];
      sum(bytes, block);
    }
    walk(bytes);
  }

  private static int blockAt(byte[] bytes, int number) {
    int at = 7;
    for (int i = 0; i < number; i++) {
      int length = Short.toUnsignedInt(le(bytes).getShort(at + 5));
      int data = (bytes[at + 4] & 0x80) != 0 ? le(bytes).getInt(at + 7) : 0;
      long next = at + (long) length + data;
      if (length < 7 || data < 0 || next > bytes.length - 12) {
        break;
      }
      at = (int) next;
    }
    return at;
  }

  private static void sum(byte[] bytes, int block) {
    int length = Short.toUnsignedInt(le(bytes).getShort(block + 5));
    if (length >= 7 && block + length <= bytes.length) {
      CRC32 crc = new CRC32();
      crc.update(bytes, block + 2, length - 2);
      le(bytes).putShort(block, (short) crc.getValue());
    }
  }

  private static ByteBuffer le(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Property(tries = 200)
  void rar4Names_ofNoise_areShownOrHidden(@ForAll byte[] noise) throws IOException {
    Rar4Builder.Header header = Rar4Builder.header("", TEXT);
    header.flags |= 0x200;
    header.name = Rar5Builder.join("ab\0".getBytes(ISO_8859_1), noise, new byte[1]);
    walk(new Rar4Builder().add(header).end().finish().toBytes());
  }

  @Property(tries = 100)
  void names_whateverTheyAre_areShownSafeAndUnique(
      @ForAll List<@StringLength(min = 1, max = 20) String> names) throws IOException {
    Rar5Builder rar = new Rar5Builder();
    for (String name : names) {
      rar.file(name, TEXT);
    }
    ArchiveIndex index = Rars.index(rar.end().finish());
    List<String> paths = Members.paths(index);
    assertThat(paths).doesNotHaveDuplicates();
    for (String path : paths) {
      assertThat(Members.find(index, path.replaceAll("/$", ""))).isNotNull();
      assertThat(path).doesNotContain("\\").doesNotMatch("(^|.*/)\\.{1,2}(/.*|$)");
    }
  }

  @Example
  void walk_hopThatLeadsBeyondAllBytes_ends() throws IOException {
    for (long length : new long[] {Long.MAX_VALUE, 1L << 62, 1L << 40}) {
      byte[] fields =
          Rar5Builder.join(Rar5Builder.number(2), Rar5Builder.number(length), new byte[20]);
      assertThat(walk(new Rar5Builder().raw(3, fields).file("a", TEXT).finish().toBytes()))
          .isZero();
    }
  }
}
