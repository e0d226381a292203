package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import swarmdrive.app.testing.StoredRar;

/**
 * Images of discs, encrypted zips and RAR in volumes, in a torrent: every member through WebDAV, as
 * the tools that made them had it.
 */
@ExtendWith(SwarmExtension.class)
class DiscsAndSecretsIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int VOLUME = 700_000;

  private final Swarm swarm;

  DiscsAndSecretsIT(Swarm swarm) {
    this.swarm = swarm;
  }

  @Test
  void everyMember_isReadByteForByte() throws Exception {
    Path files = files();
    TorrentOnDisk torrent = swarm.seedWithLibtorrent(archives(files));
    try (Swarmdrive swarmdrive =
        Swarmdrive.serve(
            Swarmdrive.Setup.fresh().with("SWARMDRIVE_ARCHIVE_PASSWORDS=wrong, secret"))) {
      swarmdrive.addByCopy(torrent);
      for (String archive : names(torrent.content(), 1)) {
        if (!archive.matches(".*part([2-9]|1\\d)\\.rar")) {
          compare(swarmdrive, torrent.name() + "/" + archive + ".d/", files);
        }
      }
    }
  }

  @Test
  void encryptedMember_withoutItsPassword_isForbidden() throws Exception {
    Path files = files();
    TorrentOnDisk torrent = swarm.seedWithLibtorrent(archives(files));
    try (Swarmdrive swarmdrive = Swarmdrive.serve()) {
      swarmdrive.addByCopy(torrent);
      String member = torrent.name() + "/aes stored.zip.d/folder/noise.bin";
      assertThat(swarmdrive.statusOf(member)).isEqualTo(200); // its size is known
      int exit =
          Program.run(LIMIT, "curl", "-sS", "--fail", swarmdrive.drive().url(member).toString())
              .exitCode();
      assertThat(exit).isNotZero();
    }
  }

  @Test
  void rarInVolumes_isWhatBsdtarSees() throws Exception {
    Path files = files();
    Path folder = RunFolder.create("rar");
    rar(files, folder);
    Path out = RunFolder.create("unpacked");
    Program.run(
            LIMIT,
            "bsdtar",
            "-xf",
            folder.resolve("volumes.part1.rar").toString(),
            "-C",
            out.toString())
        .orFail();
    for (String name : names(out, 9)) {
      if (Files.size(files.resolve(name)) < VOLUME) { // it leaves members at a volume's end
        assertThat(Files.mismatch(out.resolve(name), files.resolve(name))).as(name).isEqualTo(-1);
      }
    }
  }

  private static void compare(Swarmdrive swarmdrive, String folder, Path files) throws Exception {
    Random random = new Random(1);
    for (String name : names(files, 9)) {
      Path file = files.resolve(name);
      assertThat(Curl.mismatch(swarmdrive.drive().url(folder + name), file))
          .as(folder + name)
          .isEqualTo(-1);
      long size = Files.size(file);
      for (int i = 0; i < 3 && size > 0; i++) {
        long position = random.nextLong(size);
        int length = (int) Math.min(70_000, size - position);
        assertThat(swarmdrive.read(folder + name, position, length))
            .as("%s%s at %d", folder, name, position)
            .isEqualTo(Content.read(file, position, length));
      }
    }
  }

  private static Path files() throws IOException {
    Path folder = RunFolder.create("files");
    Files.createDirectories(folder.resolve("folder/inner"));
    Content.random(folder.resolve("folder/noise.bin"), 1_700_001, 51);
    Content.random(folder.resolve("small.bin"), 17, 52);
    Content.text(folder.resolve("folder/inner/Lines é #1%.txt"), 150_000, 53);
    Files.createFile(folder.resolve("folder/empty"));
    return folder;
  }

  private static Path archives(Path files) throws Exception {
    Path folder = Files.createDirectory(RunFolder.create("content").resolve("Discs & secrets"));
    make(files, "xorriso", "-as", "mkisofs", "-quiet", "-R", "-J", "-o", folder + "/rr.iso", ".");
    make(
        files,
        "genisoimage",
        "-quiet",
        "-J",
        "-input-charset",
        "utf-8",
        "-o",
        folder + "/joliet.iso",
        ".");
    sevenZip(files, folder + "/aes.zip", "-mem=AES256", "-mx=5");
    sevenZip(files, folder + "/aes stored.zip", "-mem=AES128", "-mx=0");
    sevenZip(files, folder + "/traditional.zip", "-mem=ZipCrypto", "-mx=5");
    make(files, "zip", "-q", "-r", "-P", "secret", folder + "/info-zip.zip", ".");
    make(files, "zip", "-q", "-r", "-0", "-P", "secret", folder + "/info-zip stored.zip", ".");
    rar(files, folder);
    return folder;
  }

  private static void sevenZip(Path files, String zip, String encryption, String level)
      throws Exception {
    make(files, "7z", "a", "-bd", "-tzip", "-psecret", encryption, level, zip, ".");
  }

  private static void make(Path files, String... words) throws Exception {
    Program.run(LIMIT, new Program.Command(words).in(files)).orFail();
  }

  private static void rar(Path files, Path folder) throws IOException {
    StoredRar rar = new StoredRar(VOLUME);
    for (String name : names(files, 9)) {
      rar.add(name, Files.readAllBytes(files.resolve(name)));
    }
    List<byte[]> volumes = rar.volumes();
    for (int i = 0; i < volumes.size(); i++) {
      Files.write(folder.resolve("volumes.part" + (i + 1) + ".rar"), volumes.get(i));
    }
  }

  private static List<String> names(Path folder, int depth) throws IOException {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return new ArrayList<>(
          files
              .filter(Files::isRegularFile)
              .map(file -> folder.relativize(file).toString())
              .sorted()
              .toList());
    }
  }
}
