package swarmdrive.archive.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexFolderTest {
  private static final IndexForm<byte[]> FORM = new Noise("noise-1");

  private record Noise(String kind) implements IndexForm<byte[]> {
    @Override
    public void write(byte[] value, IndexOutput out) throws IOException {
      out.bytes(value);
    }

    @Override
    public byte[] read(IndexInput in) {
      return in.bytes();
    }
  }

  private final AtomicLong seconds = new AtomicLong(1_000_000);
  private final InstantSource clock = () -> Instant.ofEpochSecond(seconds.incrementAndGet());

  @TempDir Path folder;

  private IndexStore store(long limit) {
    return new IndexFolder(folder, limit, clock);
  }

  private static byte[] noise(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void saved_isLoadedAfterARestart_byKeyAndKind() {
    store(1 << 20).save("a/1", FORM, noise(1, 1000));
    IndexStore later = store(1 << 20);
    assertThat(later.load("a/1", FORM)).contains(noise(1, 1000));
    assertThat(later.load("a/2", FORM)).isEmpty();
    assertThat(later.load("a/1", new Noise("noise-2"))).isEmpty();
  }

  @Test
  void damagedFile_isRemoved_whateverByteItIs() throws IOException {
    IndexStore store = store(1 << 20);
    store.save("a", FORM, noise(1, 100));
    byte[] sound = Files.readAllBytes(files().getFirst());
    for (int at = 0; at < sound.length; at++) {
      byte[] damaged = sound.clone();
      damaged[at] ^= 0x40;
      Files.write(folder.resolve(files().isEmpty() ? "x" : files().getFirst().toString()), damaged);
      store.load("a", FORM).ifPresent(read -> assertThat(read).isEqualTo(noise(1, 100)));
      store.save("a", FORM, noise(1, 100));
      assertThat(store.load("a", FORM)).contains(noise(1, 100));
    }
    for (int length = 0; length < sound.length; length++) {
      Files.write(files().getFirst(), Arrays.copyOf(sound, length));
      assertThat(store.load("a", FORM)).isEmpty();
      assertThat(files()).isEmpty();
      store.save("a", FORM, noise(1, 100));
    }
  }

  @Test
  void soundFile_thatTheFormDoesNotUnderstand_isRemoved() throws IOException {
    IndexStore store = store(1 << 20);
    store.save(
        "a",
        new IndexForm<Integer>() {
          @Override
          public String kind() {
            return "noise-1";
          }

          @Override
          public void write(Integer value, IndexOutput out) throws IOException {
            out.int32(value);
          }

          @Override
          public Integer read(IndexInput in) {
            return in.int32();
          }
        },
        Integer.MAX_VALUE);
    assertThat(store.load("a", FORM)).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void allTogether_areBounded_theLeastRecentlyUsedGoFirst_acrossRestarts() throws IOException {
    IndexStore store = store(5000);
    for (int i = 0; i < 4; i++) {
      store.save("k" + i, FORM, noise(i, 1000));
      Files.setLastModifiedTime(
          files().stream().max(java.util.Comparator.comparing(this::changed)).orElseThrow(),
          java.nio.file.attribute.FileTime.from(clock.instant()));
    }
    assertThat(store.load("k0", FORM)).isPresent();

    IndexStore later = store(5000);
    later.save("k4", FORM, noise(4, 1000));
    later.save("k5", FORM, noise(5, 1000));
    assertThat(later.load("k0", FORM)).isPresent();
    assertThat(later.load("k1", FORM)).isEmpty();
    assertThat(later.load("k5", FORM)).isPresent();
    long bytes = 0;
    for (Path file : files()) {
      bytes += Files.size(file);
    }
    assertThat(bytes).isLessThanOrEqualTo(5000);
  }

  private Instant changed(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void halfWrittenFile_ofACrash_isRemoved() throws IOException {
    Files.write(folder.resolve("new-0-1.tmp"), noise(1, 10));
    store(5000).save("a", FORM, noise(1, 10));
    assertThat(files()).hasSize(1).allMatch(file -> file.toString().endsWith(".index"));
  }

  @Test
  void folderThatCannotBeWritten_onlyCostsTheIndex() throws IOException {
    Path file = Files.write(folder.resolve("file"), noise(1, 10));
    IndexStore store = new IndexFolder(file.resolve("below"), 5000, clock);
    store.save("a", FORM, noise(1, 10));
    assertThat(store.load("a", FORM)).isEmpty();
  }

  @Test
  void numbersAndTexts_comeBackAsTheyWere() {
    IndexStore store = store(1 << 20);
    int[] ints = new Random(1).ints(10_000).toArray();
    long[] longs = new Random(2).longs(10_000).toArray();
    IndexForm<String> all =
        new IndexForm<>() {
          @Override
          public String kind() {
            return "all-1";
          }

          @Override
          public void write(String value, IndexOutput out) throws IOException {
            out.ints(ints);
            out.text(value);
            out.longs(longs);
            out.int64(Long.MIN_VALUE);
            out.int32(3);
          }

          @Override
          public String read(IndexInput in) {
            assertThat(in.ints()).isEqualTo(ints);
            String text = in.text();
            assertThat(in.longs()).isEqualTo(longs);
            assertThat(in.int64()).isEqualTo(Long.MIN_VALUE);
            assertThat(in.int32()).isEqualTo(3);
            return text;
          }
        };
    store.save("a", all, "Zürich 😀");
    assertThat(store.load("a", all)).contains("Zürich 😀");
  }
}
