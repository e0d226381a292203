package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The other way round: what {@code ./swarmdrive seed} gives, real clients get whole. */
@ExtendWith(SwarmExtension.class)
class SeedIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final Swarm swarm;
  private final Path content;
  private final Path torrent;
  private String magnet = "";

  SeedIT(Swarm swarm) throws IOException {
    this.swarm = swarm;
    this.content = RunFolder.create("content").resolve("from us é #3.bin");
    this.torrent = RunFolder.create("torrent").resolve("ours.torrent");
  }

  @BeforeEach
  void createTheTorrent() throws Exception {
    // Other bytes each time: the tracker must know nobody yet who has them.
    Content.random(content, 20_000_001, RunFolder.nextNumber());
    Program.Result created =
        Program.run(
                LIMIT,
                Swarmdrive.command(
                    "create",
                    content.toString(),
                    "-o",
                    torrent.toString(),
                    "--tracker",
                    swarm.tracker().httpUrl(),
                    "--piece-length",
                    "256KiB"))
            .orFail();
    magnet =
        created.lines().stream()
            .filter(line -> line.startsWith("magnet:"))
            .findFirst()
            .orElseThrow();
    swarm.tracker().permit(TorrentOnDisk.infoHash(torrent));
  }

  @Test
  void transmission_downloadsFromTheTorrentFile() throws Exception {
    Path downloads = RunFolder.create("downloads");
    try (Program seeder = seed();
        Transmission leecher = Transmission.start(swarm.lan().host("leech"))) {
      leecher.add(made(), downloads);
      leecher.awaitComplete(made().infoHash(), LIMIT);
      assertThat(seeder.isRunning()).isTrue();
    }
    assertThat(Files.mismatch(downloads.resolve(made().name()), content)).isEqualTo(-1);
  }

  @Test
  void libtorrent_downloadsFromTheMagnet() throws Exception {
    Path downloads = RunFolder.create("downloads");
    try (Program seeder = seed();
        Libtorrent leecher = Libtorrent.start(swarm.lan().host("leech"))) {
      leecher.download(magnet, downloads);
      leecher.awaitFinished(LIMIT);
      assertThat(seeder.isRunning()).isTrue();
    }
    assertThat(Files.mismatch(downloads.resolve(made().name()), content)).isEqualTo(-1);
  }

  @Test
  void info_and_magnet_tellWhatIsInIt() throws Exception {
    String info =
        Program.run(LIMIT, Swarmdrive.command("info", torrent.toString())).orFail().text();
    assertThat(info).contains(made().infoHash()).contains(content.getFileName().toString());
    List<String> link =
        Program.run(LIMIT, Swarmdrive.command("magnet", torrent.toString())).orFail().lines();
    assertThat(link).containsExactly(magnet);
  }

  private TorrentOnDisk made() throws IOException {
    return new TorrentOnDisk(
        torrent, content, TorrentOnDisk.infoHash(torrent), swarm.tracker().httpUrl());
  }

  /** Seeds until it is closed, and is known to the tracker. */
  private Program seed() throws Exception {
    Program program =
        Program.start(
            "seed",
            Swarmdrive.command(
                "seed", torrent.toString(), "--content", content.toString(), "--no-discovery"));
    program.awaitLine("^seeding ", LIMIT);
    swarm.tracker().awaitSeeders(made().infoHash(), 1);
    return program;
  }
}
