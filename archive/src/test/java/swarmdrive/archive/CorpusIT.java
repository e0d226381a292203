package swarmdrive.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirDeletionStrategy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import swarmdrive.archive.MemberData.DecodedSource;
import swarmdrive.archive.source.CountingSource;
import swarmdrive.archive.source.Samples;

/**
 * Archives of real tools: every member is compared, then random ranges of all by eight readers, on
 * a cold index and after a restart on a warm one, which must not be read at all to be listed.
 */
class CorpusIT {
  private static final int READERS = 8;
  private static final int READS = 12;
  private static final Map<String, byte[]> FILES = files();

  @TempDir(
      deletionStrategy = TempDirDeletionStrategy.IgnoreFailures.class) // indexes are saved behind
  static Path folder;

  private static Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("big.bin", Samples.mixed(1, 1_500_000));
    files.put("other/big.bin", Samples.mixed(2, 800_000));
    files.put("other/zeros.bin", new byte[400_000]);
    files.put("other/nothing", new byte[0]);
    files.put("noise.bin", noise(300_000));
    files.put("Zürich 😀 #1%.txt", "text\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    for (int i = 0; i < 60; i++) {
      files.put("small/" + i + ".txt", Samples.mixed(i, 100 + 150 * i));
    }
    return files;
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  @BeforeAll
  static void writeFiles() throws IOException {
    for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
      Path path = folder.resolve("in").resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "infozip.zip     => zip -qr $A .",
        "infozip-0.zip   => zip -0qr $A .",
        "infozip-1.zip   => zip -1qr $A .",
        "infozip-9.zip   => zip -9qr $A .",
        "bzip2.zip       => zip -Z bzip2 -qr $A .",
        "64.zip          => zip -fz -qr $A .",
        "7z-9.zip        => 7z a -bd -mx9 $A .",
        "deflate64.zip   => 7z a -bd -mm=Deflate64 $A .",
        "7z-bzip2.zip    => 7z a -bd -mm=BZip2 $A .",
        "lzma.zip        => 7z a -bd -mm=LZMA $A .",
        "bsdtar.zip      => bsdtar --format zip -cf $A *",
        "adv.zip         => zip -qr $A . && advzip -z -2 -q $A",
        "zopfli.zip      => zip -qr $A small && advzip -z -4 -i 1 -q $A && zip -qr $A . -x 'small/*'",
        "gnu.tar         => tar --format=gnu -cf $A *",
        "pax.tar         => tar --format=pax -cf $A *",
        "gzip-1.tar.gz   => tar -cf - * | gzip -1 > $A",
        "gzip.tar.gz     => tar -cf - * | gzip > $A",
        "gzip-9.tgz      => tar -cf - * | gzip -9 > $A",
        "pigz.tar.gz     => tar -cf - * | pigz -p 4 > $A",
        "pigz-i.tar.gz   => tar -cf - * | pigz -i -b 256 > $A",
        "zopfli.tar.gz   => tar -cf - small | pigz -11 > $A",
        "several.tar.gz  => tar -cf - * > $A.t && head -c 1000000 $A.t | gzip > $A && tail -c +1000001 $A.t | gzip -1 >> $A",
        "bgzip.tar.gz    => tar -cf - * | bgzip > $A",
        "bsdtar.tar.gz   => bsdtar -czf $A *",
        "xz.tar.xz       => tar -cf - * | xz -1 -T1 > $A",
        "xz-blocks.txz   => tar -cf - * | xz -1 --block-size=1MiB > $A",
        "xz-crc.tar.xz   => tar -cf - * | xz -0 --check=crc32 --block-size=3MiB -T2 > $A",
        "pixz.tar.xz     => tar -cf - * > $A.tar && pixz -1 $A.tar $A",
        "zstd.tar.zst    => tar -cf - * | zstd -q > $A",
        "zstd-19.tzst    => tar -cf - * | zstd -q -12 --long > $A",
        "frames.tar.zst  => tar -cf - * > $A.t && head -c 1000000 $A.t | zstd -q > $A && tail -c +1000001 $A.t | zstd -q >> $A",
        "bzip2.tar.bz2   => tar -cf - * | bzip2 > $A",
        "lz4.tar.lz4     => tar -cf - * | lz4 -q > $A",
        "lz4-blocks.tlz4 => tar -cf - * | lz4 -q -B4 -BD > $A",
        "lzma.tar.lzma   => tar -cf - * | xz --format=lzma -1 > $A",
        "store.7z        => 7z a -bd -mx0 $A .",
        "solid.7z        => 7z a -bd -mx1 -ms=on $A .",
        "lzma.7z         => 7z a -bd -mx1 -ms=off -m0=LZMA $A .",
        "lzma2.7z        => 7z a -bd -mx3 -ms=1m $A .",
        "bzip2.7z        => 7z a -bd -mx1 -m0=BZip2 $A .",
        "deflate.7z      => 7z a -bd -mx1 -m0=Deflate $A .",
        "deflate64.7z    => 7z a -bd -mx1 -m0=Deflate64 $A .",
        "bcj.7z          => 7z a -bd -mx1 -m0=BCJ -m1=LZMA $A .",
        "delta.7z        => 7z a -bd -mx1 -m0=Delta:4 -m1=LZMA2 $A .",
        "plainhead.7z    => 7z a -bd -mx1 -mhc=off $A .",
        "bsdtar.7z       => bsdtar --format 7zip -cf $A *"
      })
  void everyMember_isRightWhole_andInRanges_coldAndWarm(String name, String command)
      throws Exception {
    Path archive = folder.resolve(name);
    Path made = archive.resolveSibling("made-" + name);
    Shell.run(folder.resolve("in"), command.replace("$A", made.toString()));
    Path state = folder.resolve("state-" + name);
    try (FileChannel channel = FileChannel.open(made)) {
      CountingSource bytes = new CountingSource(new ChannelSource(channel));
      ArchiveIndex cold = archives(state).index(new ArchiveFile(name, name, bytes));
      assertThat(cold.flaw()).isEmpty();
      verifyWhole(cold, bytes);
      verifyRanges(cold, bytes, 1);

      bytes.reset();
      ArchiveIndex warm = archives(state).index(new ArchiveFile(name, name, bytes));
      assertThat(paths(warm)).isEqualTo(paths(cold));
      assertThat(bytes.reads()).as("reads of a second visit").isZero();
      verifyRanges(warm, bytes, 2);
    }
  }

  private static Archives archives(Path state) {
    return Guice.createInjector(new ArchiveModule(ArchiveConfig.DEFAULT, StorageConfig.in(state)))
        .getInstance(Archives.class);
  }

  private static List<List<String>> paths(ArchiveIndex index) {
    List<List<String>> paths = new ArrayList<>();
    collect(index, List.of(), paths);
    return paths;
  }

  private static void collect(ArchiveIndex index, List<String> at, List<List<String>> paths) {
    for (ArchiveEntry entry : index.list(at).orElseThrow()) {
      if (entry.folder()) {
        collect(index, entry.path(), paths);
      } else {
        paths.add(entry.path());
      }
    }
  }

  private static void verifyWhole(ArchiveIndex index, ByteSource archive) throws IOException {
    List<List<String>> paths = paths(index);
    assertThat(paths).hasSizeGreaterThanOrEqualTo(60);
    for (List<String> path : paths) {
      byte[] expected = known(path);
      assertThat(index.find(path).orElseThrow().size()).isEqualTo(expected.length);
      assertThat(read(index, path, archive, 0, expected.length))
          .as("content of %s", path)
          .isEqualTo(expected);
    }
  }

  private static byte[] known(List<String> path) {
    return Objects.requireNonNull(FILES.get(String.join("/", path)), "a file nobody put there");
  }

  private static void verifyRanges(ArchiveIndex index, ByteSource archive, int seed)
      throws Exception {
    List<List<String>> paths = paths(index);
    List<Callable<Boolean>> readers = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      Random random = new Random(seed * 100L + i);
      readers.add(
          () -> {
            for (int read = 0; read < READS; read++) {
              List<String> path = paths.get(random.nextInt(paths.size()));
              byte[] all = known(path);
              int from = random.nextInt(all.length + 1);
              int length = random.nextInt(Math.min(100_000, all.length - from) + 1);
              assertThat(read(index, path, archive, from, length))
                  .isEqualTo(Arrays.copyOfRange(all, from, from + length));
            }
            return true;
          });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> reader : threads.invokeAll(readers, 120, TimeUnit.SECONDS)) {
        assertThat(reader.get()).isTrue();
      }
    }
  }

  private static byte[] read(
      ArchiveIndex index, List<String> path, ByteSource archive, int from, int length)
      throws IOException {
    ByteBuffer target = ByteBuffer.allocate(length);
    switch (index.data(index.find(path).orElseThrow(), archive)) {
      case MemberData.Mapped(long position, long size) -> {
        assertThat(from + length).isLessThanOrEqualTo((int) size);
        archive.readFully(position + from, target);
      }
      case MemberData.Decoded(DecodedSource source) -> {
        try (source) {
          source.readFully(from, target);
        }
      }
    }
    return target.array();
  }

  private record ChannelSource(FileChannel channel) implements ByteSource {
    @Override
    public long size() {
      try {
        return channel.size();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
      return channel.read(target, position);
    }
  }
}
