package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The members of an archive in a torrent are files of the drive: as unzip sees them. */
@ExtendWith(SwarmExtension.class)
class ArchivesIT {
  private static final String FOLDER = "an archive.zip.d/";
  private final TorrentOnDisk torrent;

  ArchivesIT(Swarm swarm) {
    this.torrent = swarm.oddNames();
  }

  @Test
  void membersStoredAndDeflated_areReadByteForByte() throws Exception {
    Path unzipped = unzipped();
    try (Swarmdrive swarmdrive = Swarmdrive.serve()) {
      swarmdrive.addByCopy(torrent);
      for (String member : files(unzipped)) {
        String path = torrent.name() + "/" + FOLDER + member;
        assertThat(Curl.mismatch(swarmdrive.drive().url(path), unzipped.resolve(member)))
            .as(member)
            .isEqualTo(-1);
      }
    }
  }

  @Test
  void rangesOfMembers_areRight() throws Exception {
    Path unzipped = unzipped();
    try (Swarmdrive swarmdrive = Swarmdrive.serve()) {
      swarmdrive.addByCopy(torrent);
      for (String member : List.of("stored é/noise.bin", "deflated #1/deep er/lines; many.txt")) {
        String path = torrent.name() + "/" + FOLDER + member;
        long size = Files.size(unzipped.resolve(member));
        for (long position : new long[] {0, 1, size / 2, size - 5_000, size - 1}) {
          int length = (int) Math.min(5_000, size - position);
          assertThat(swarmdrive.read(path, position, length))
              .as("%s at %d", member, position)
              .isEqualTo(Content.read(unzipped.resolve(member), position, length));
        }
      }
    }
  }

  @Test
  void mountedArchive_isAFolderBesideTheArchive() throws Exception {
    Path unzipped = unzipped();
    try (Swarmdrive swarmdrive = Swarmdrive.serve()) {
      swarmdrive.addByCopy(torrent);
      try (Mount mount = Mount.rclone(swarmdrive.drive())) {
        Path folder = mount.folder().resolve(torrent.name());
        assertThat(files(folder.resolve(FOLDER))).isEqualTo(files(unzipped));
        assertThat(
                Files.mismatch(
                    folder.resolve("an archive.zip"), torrent.content().resolve("an archive.zip")))
            .isEqualTo(-1);
      }
    }
  }

  private Path unzipped() throws Exception {
    Path folder = RunFolder.create("unzipped");
    Path zip = torrent.content().resolve("an archive.zip");
    Program.run(Duration.ofMinutes(1), "unzip", "-q", zip.toString(), "-d", folder.toString())
        .orFail();
    return folder;
  }

  private static List<String> files(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> folder.relativize(f).toString())
          .sorted()
          .toList();
    }
  }
}
