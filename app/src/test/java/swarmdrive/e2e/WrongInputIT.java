package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is wrong gets one clear line, and the rest goes on. */
@ExtendWith(SwarmExtension.class)
class WrongInputIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Swarm swarm;
  private final TorrentOnDisk good;

  WrongInputIT(Swarm swarm) {
    this.swarm = swarm;
    this.good = swarm.oddNames();
  }

  @Test
  void damagedTorrent_getsOneLineAndTheOthersGoOn() throws Exception {
    try (Swarmdrive swarmdrive = Swarmdrive.serve()) {
      Files.createDirectories(swarmdrive.library());
      byte[] metainfo = Files.readAllBytes(good.file());
      Files.write(
          swarmdrive.library().resolve("broken one.torrent"),
          java.util.Arrays.copyOf(metainfo, metainfo.length / 2));

      swarmdrive.program().awaitLine("broken one", LIMIT);

      assertGoesOn(swarmdrive);
      assertOneLineAbout("broken one", swarmdrive.program());
    }
  }

  @Test
  void unknownMagnet_isShownAsWaitingAndTheOthersGoOn() throws Exception {
    Swarmdrive.Setup setup = Swarmdrive.Setup.fresh();
    Path library = Files.createDirectories(setup.data().resolve("library"));
    String magnet =
        "magnet:?xt=urn:btih:"
            + "5a".repeat(20)
            + "&dn=nobody%20has%20it&tr="
            + swarm.tracker().httpUrl();
    Files.writeString(library.resolve("nobody has it.magnet"), magnet);
    try (Swarmdrive swarmdrive = Swarmdrive.serve(setup)) {
      Eventually.isTrue(
          "it is listed", LIMIT, () -> swarmdrive.get("dav/").contains("nobody has it"));
      assertGoesOn(swarmdrive);
      assertNoStackTrace(swarmdrive.program().lines());
    }
  }

  @Test
  void fullDisk_getsOneLineAndReadersStillGetTheirBytes() throws Exception {
    Path content = Content.random(RunFolder.create("content").resolve("disk.bin"), 30_000_000, 80);
    TorrentOnDisk torrent = swarm.seedWithLibtorrent(content);
    try (SmallDisk disk = SmallDisk.mount("8m");
        Swarmdrive swarmdrive =
            Swarmdrive.serve(
                Swarmdrive.Setup.fresh().with("SWARMDRIVE_CACHE_FOLDER=" + disk.folder()))) {
      swarmdrive.addByCopy(torrent);
      assertThat(Curl.mismatch(swarmdrive.drive().url(torrent.name()), content)).isEqualTo(-1);
      swarmdrive.program().awaitLine("(?i)disk|space", LIMIT);
      assertNoStackTrace(swarmdrive.program().lines());
      assertGoesOn(swarmdrive);
    }
  }

  @Test
  void portInUse_isSaidInOneLineAndFails() throws Exception {
    try (Swarmdrive first = Swarmdrive.serve()) {
      String taken = "127.0.0.1:" + first.home().getPort();
      try (Program second = Swarmdrive.start(Swarmdrive.Setup.fresh().saying("--listen", taken))) {
        Program.Result result = second.awaitEnd(LIMIT);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.lines()).as(result.text()).hasSize(1);
        assertThat(result.text()).contains(taken);
      }
      assertThat(first.get("healthz")).isNotEmpty();
    }
  }

  @Test
  void wrongUse_isSaidInOneLineWithExitCode2() throws Exception {
    for (String[] words :
        new String[][] {
          {"serve", "--listen", "nonsense"}, {"serve", "--no-such-flag"}, {"no-such-command"}
        }) {
      Program.Result result = Program.run(LIMIT, Swarmdrive.command(words));
      assertThat(result.exitCode()).as(result.text()).isEqualTo(2);
      assertThat(result.lines()).as(result.text()).hasSize(1);
    }
  }

  @Test
  void damagedTorrentForACommand_isSaidInOneLineAndFails() throws Exception {
    Path broken = Files.writeString(RunFolder.create("broken").resolve("x.torrent"), "d4:infod");
    for (String command : List.of("info", "magnet", "seed")) {
      Program.Result result = Program.run(LIMIT, Swarmdrive.command(command, broken.toString()));
      assertThat(result.exitCode()).as(command + ": " + result.text()).isEqualTo(1);
      assertThat(result.lines()).as(command + ": " + result.text()).hasSize(1);
    }
  }

  private void assertGoesOn(Swarmdrive swarmdrive) throws IOException, InterruptedException {
    swarmdrive.addByCopy(good);
    String path = good.name() + "/hash#tag.bin";
    assertThat(Curl.mismatch(swarmdrive.drive().url(path), good.content().resolve("hash#tag.bin")))
        .isEqualTo(-1);
  }

  private static void assertOneLineAbout(String what, Program program) {
    assertThat(program.lines().stream().filter(line -> line.contains(what))).hasSize(1);
    assertNoStackTrace(program.lines());
  }

  private static void assertNoStackTrace(List<String> lines) {
    assertThat(lines).noneMatch(line -> line.startsWith("\tat ") || line.startsWith("Caused by"));
  }
}
