package swarmdrive.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.Members;
import swarmdrive.archive.source.Samples;

class NestingTest {
  private static final byte[] PLAIN = Samples.mixed(1, 6_000_000);

  private final Archives archives =
      Guice.createInjector(
              new ArchiveModule(
                  ArchiveConfig.DEFAULT,
                  new StorageConfig(Path.of("none"), 0, Path.of("none"), 1, 10)))
          .getInstance(Archives.class);

  private static byte[] zip(String name, byte[] data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(data);
    }
    return bytes.toByteArray();
  }

  private static byte[] tar(String name, byte[] data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
      TarArchiveEntry entry = new TarArchiveEntry(name);
      entry.setSize(data.length);
      tar.putArchiveEntry(entry);
      tar.write(data);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  /** A member's bytes as another archive. */
  private static ByteSource source(MemberData data, ByteSource archive) {
    return switch (data) {
      case MemberData.Decoded(MemberData.DecodedSource source) -> source;
      case MemberData.Mapped(long position, long length) ->
          new ByteSource() {
            @Override
            public long size() {
              return length;
            }

            @Override
            public int read(long at, ByteBuffer target) throws IOException {
              if (at >= length) {
                return -1;
              }
              int limit = target.limit();
              target.limit((int) Math.min(limit, target.position() + length - at));
              try {
                return archive.read(position + at, target);
              } finally {
                target.limit(limit);
              }
            }
          };
    };
  }

  @Test
  void member_ofAnArchiveInAnArchiveInAnArchive_isRead() throws IOException {
    ByteSource source = LaidOutSource.of(zip("b.zip", zip("c.tar", tar("folder/file", PLAIN))));
    for (String name : new String[] {"a.zip", "b.zip"}) {
      ArchiveIndex index = archives.index(new ArchiveFile(name, name, source));
      ArchiveEntry member = index.list(java.util.List.of()).orElseThrow().getFirst();
      source = source(index.data(member, source), source);
    }
    ArchiveIndex index = archives.index(new ArchiveFile("c", "c.tar", source));
    assertThat(Members.read(index, "folder/file", source)).isEqualTo(PLAIN);
  }
}
