package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** RetroArch starts a game from a torrent, and a look through a set of games costs little. */
@ExtendWith(SwarmExtension.class)
class EmulatorIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final long PIECE = 1 << 20;
  private static final int BLOCK = 1024; // in which RetroArch looks for a zip's end

  private final Swarm swarm;

  EmulatorIT(Swarm swarm) {
    this.swarm = swarm;
  }

  private TorrentOnDisk games() throws Exception {
    Path folder = Files.createDirectory(RunFolder.create("content").resolve("Games"));
    Files.write(folder.resolve("home made.zip"), GameBoyRom.zipped("home made.gb"));
    Content.random(folder.resolve("another game.bin"), 30_000_000, 61);
    Content.bigZip(folder.resolve("large set.zip"));
    return swarm.seedWithLibtorrent(folder);
  }

  @Test
  void retroArch_startsAGameFromAZip_andFromTheZipsFolder() throws Exception {
    TorrentOnDisk torrent = games();
    try (Swarmdrive swarmdrive = Swarmdrive.serve()) {
      swarmdrive.addByCopy(torrent);
      try (Mount mount = Mount.rclone(swarmdrive.drive())) {
        Path folder = mount.folder().resolve(torrent.name());
        assertThat(played(folder.resolve("home made.zip"))).startsWith(GameBoyRom.SAVED);
        assertThat(played(folder.resolve("home made.zip.d/home made.gb")))
            .startsWith(GameBoyRom.SAVED);
      }
    }
  }

  /** Runs the game for some frames without a screen; what it left in the memory of the battery. */
  private static String played(Path game) throws Exception {
    Path home = RunFolder.create("retroarch");
    Path saves = Files.createDirectory(home.resolve("saves"));
    Path config =
        Files.writeString(
            home.resolve("retroarch.cfg"),
            """
            savefile_directory = "%s"
            config_save_on_exit = "false"
            video_driver = "sdl2"
            video_vsync = "false"
            audio_driver = "null"
            menu_driver = "rgui"
            pause_nonactive = "false"
            """
                .formatted(saves));
    Program.run(
            LIMIT,
            "env",
            "HOME=" + home,
            "xvfb-run",
            "-a",
            "retroarch",
            "--verbose",
            "--config",
            config.toString(),
            "--max-frames=120",
            "-L",
            core().toString(),
            game.toString())
        .orFail();
    return Files.readString(saves.resolve("home made.srm"), StandardCharsets.ISO_8859_1);
  }

  /** Debian's Gambatte, whatever the machine. */
  private static Path core() throws IOException {
    try (Stream<Path> files = Files.find(Path.of("/usr/lib"), 3, EmulatorIT::isCore)) {
      return files.findFirst().orElseThrow();
    }
  }

  private static boolean isCore(Path path, Object attributes) {
    return path.endsWith("libretro/gambatte_libretro.so");
  }

  /** RetroArch's scanner needs its databases; its requests are those of its archive reader. */
  @Test
  void scanOfASet_readsDirectoriesOnly() throws Exception {
    TorrentOnDisk torrent = games();
    try (Swarmdrive swarmdrive = Swarmdrive.serve()) {
      swarmdrive.addByCopy(torrent);
      String folder = torrent.name() + "/";
      for (int time = 0; time < 2; time++) {
        assertThat(scanned(swarmdrive, folder + "home made.zip", torrent))
            .containsExactly(crc(GameBoyRom.bytes()));
        assertThat(scanned(swarmdrive, folder + "large set.zip", torrent)).hasSize(3);
      }
      assertThat(swarmdrive.counter("bytesReceived")).isLessThanOrEqualTo(3 * PIECE);
    }
  }

  /** Blocks from the end until the end record shows, then the directory whole. */
  private static List<Integer> scanned(Swarmdrive swarmdrive, String path, TorrentOnDisk torrent)
      throws Exception {
    Path original = torrent.parent().resolve(path);
    long size = Files.size(original);
    long from = size;
    int end = -1;
    ByteBuffer tail = ByteBuffer.allocate(0);
    while (end < 0 && from > 0) {
      from = Math.max(0, from - BLOCK);
      int length = (int) Math.min(BLOCK + 4, size - from); // a record may lie across blocks
      tail = le(swarmdrive.read(path, from, length));
      end = endRecord(tail);
    }
    byte[] rest = swarmdrive.read(path, from + end, (int) (size - from - end));
    int directory = le(rest).getInt(16);
    ByteBuffer records = le(swarmdrive.read(path, directory, le(rest).getInt(12)));
    assertThat(records.array()).isEqualTo(Content.read(original, directory, records.capacity()));
    return checksums(records);
  }

  private static int endRecord(ByteBuffer tail) {
    for (int at = tail.capacity() - 4; at >= 0; at--) {
      if (tail.getInt(at) == 0x06054b50) {
        return at;
      }
    }
    return -1;
  }

  private static List<Integer> checksums(ByteBuffer records) {
    var checksums = new java.util.ArrayList<Integer>();
    for (int at = 0; at < records.capacity(); ) {
      checksums.add(records.getInt(at + 16));
      at += 46 + records.getShort(at + 28) + records.getShort(at + 30) + records.getShort(at + 32);
    }
    return checksums;
  }

  private static ByteBuffer le(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
