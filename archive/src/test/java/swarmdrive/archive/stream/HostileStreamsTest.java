package swarmdrive.archive.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirDeletionStrategy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveEntry;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ArchiveFile;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.Archives;
import swarmdrive.archive.source.Formats;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.Members;

/** Damaged archives end in an {@link ArchiveException}, or in what can be read of them. */
class HostileStreamsTest {
  private static final int TRIES = 60;

  @TempDir(
      deletionStrategy = TempDirDeletionStrategy.IgnoreFailures.class) // indexes are saved behind
  Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stream/gzip.tar.gz",
        "stream/bgzip.tar.gz",
        "stream/blocks.tar.xz",
        "stream/xz.tar.xz",
        "stream/zstd.tar.zst",
        "stream/bzip2.tar.bz2",
        "stream/lz4.tar.lz4",
        "stream/lzma.tar.lzma",
        "sevenzip/store.7z",
        "sevenzip/solid.7z",
        "sevenzip/lzma.7z"
      })
  void damage_endsInATypedError_orInWhatCanBeRead(String path) throws IOException {
    byte[] sound = Formats.resource(path);
    Archives archives = Formats.start(folder);
    Random random = new Random(path.hashCode());
    for (int i = 0; i < TRIES; i++) {
      byte[] damaged = damaged(sound, random);
      try {
        read(archives, new ArchiveFile("key " + i, path, LaidOutSource.of(damaged)));
      } catch (ArchiveException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  private static byte[] damaged(byte[] sound, Random random) {
    if (random.nextInt(3) == 0) {
      return Arrays.copyOf(sound, random.nextInt(sound.length));
    }
    byte[] damaged = sound.clone();
    // half of them near an end, where formats keep what they are told by
    boolean ends = random.nextBoolean();
    for (int bits = 1 + random.nextInt(4); bits > 0; bits--) {
      int at = random.nextInt(ends ? Math.min(64, damaged.length) : damaged.length);
      damaged[ends && random.nextBoolean() ? damaged.length - 1 - at : at] ^=
          (byte) (1 << random.nextInt(8));
    }
    return damaged;
  }

  private static void read(Archives archives, ArchiveFile archive) throws IOException {
    ArchiveIndex index = archives.index(archive);
    for (String member : Members.paths(index)) {
      ArchiveEntry entry = Members.find(index, member.replaceAll("/$", ""));
      if (!entry.folder() && entry.size() <= ArchiveConfig.DEFAULT.maxDecodedInMemory()) {
        try {
          Members.read(index.data(entry, archive.bytes()), archive.bytes());
        } catch (ArchiveException e) {
          assertThat(e.getMessage()).isNotBlank();
        }
      }
    }
  }
}
