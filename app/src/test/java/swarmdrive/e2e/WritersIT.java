package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Real clients that write: ordinary files into library folders, torrents by dropping their file,
 * and files beside a torrent's own.
 */
@ExtendWith(SwarmExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WritersIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final TorrentOnDisk torrent;
  private final Swarmdrive swarmdrive;
  private final Path local;

  WritersIT(Swarm swarm) throws IOException, InterruptedException {
    this.torrent = swarm.oddNames();
    this.swarmdrive = Swarmdrive.serve();
    this.local = RunFolder.create("local");
    Files.createDirectories(local.resolve("sub é"));
    Content.random(local.resolve("big.bin"), 20_000_003, 70);
    Content.random(local.resolve("sub é/hash #1 100%.bin"), 70_001, 71);
    Files.createFile(local.resolve("empty"));
  }

  @AfterAll
  void stop() {
    swarmdrive.close();
  }

  private Path library(String path) {
    return swarmdrive.library().resolve(path);
  }

  private static void assertSame(Path one, Path other) throws IOException {
    assertThat(Files.mismatch(one, other)).as(other.toString()).isEqualTo(-1);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private Program.Result rclone(String... words) throws IOException, InterruptedException {
    Path config = Files.createFile(RunFolder.create("rclone").resolve("rclone.conf"));
    return Program.run(
            LIMIT,
            new Program.Command(words)
                .after(
                    "rclone",
                    "--config",
                    config.toString(),
                    "--webdav-url",
                    swarmdrive.drive().root().toString()))
        .orFail();
  }

  @Test
  void rclone_copiesAndChecks() throws Exception {
    rclone("copy", local.toString(), ":webdav:by rclone");
    rclone("check", local.toString(), ":webdav:by rclone", "--download");
    assertSame(local.resolve("big.bin"), library("by rclone/big.bin"));
    rclone("moveto", ":webdav:by rclone/big.bin", ":webdav:by rclone/moved.bin");
    rclone("purge", ":webdav:by rclone/sub é");
    assertThat(names(library("by rclone"))).containsExactlyInAnyOrder("moved.bin", "empty");
  }

  @Test
  void rcloneMount_writesFilesATorrentAndBesideATorrentsOwn() throws Exception {
    try (Mount mount = Mount.writableRclone(swarmdrive.drive())) {
      Path folder = Files.createDirectory(mount.folder().resolve("mounted"));
      Files.copy(local.resolve("big.bin"), folder.resolve("big.bin"));
      Files.copy(torrent.file(), folder.resolve("Set.torrent"));
      Eventually.isTrue(
          "written", LIMIT, () -> Files.exists(library("mounted/big.bin")) && isTorrent("mounted"));
      assertSame(local.resolve("big.bin"), library("mounted/big.bin"));
      Eventually.isTrue(
          "the torrent is seen in the mount", LIMIT, () -> Files.exists(folder.resolve("Set")));
      Files.writeString(folder.resolve("Set/my.nfo"), "written beside");
      Eventually.isTrue(
          "in the overlay", LIMIT, () -> swarmdrive.statusOf("mounted/Set/my.nfo") == 200);
      assertThat(names(folder.resolve("Set"))).contains("my.nfo", "big.bin");
      assertThat(names(library("mounted"))).doesNotContain("my.nfo");
      Files.move(folder.resolve("big.bin"), folder.resolve("other.bin"));
      Eventually.isTrue("moved", LIMIT, () -> Files.exists(library("mounted/other.bin")));
      Files.delete(folder.resolve("other.bin"));
      Eventually.isTrue("deleted", LIMIT, () -> Files.notExists(library("mounted/other.bin")));
    }
  }

  private boolean isTorrent(String folder) throws IOException, InterruptedException {
    return swarmdrive.statusOf(folder + "/Set/big.bin") == 200;
  }

  @Test
  void davfs2_locksAndWritesATorrentFile() throws Exception {
    Files.createDirectories(library("davfs"));
    try (Mount mount = Mount.writableDavfs2(swarmdrive.drive())) {
      Path folder = mount.folder().resolve("davfs");
      // names that are known: listing fails in this kernel, against Apache, too
      Files.copy(local.resolve("big.bin"), folder.resolve("big.bin"));
      Files.copy(torrent.file(), folder.resolve("Set.torrent"));
      Eventually.isTrue("the torrent is there", LIMIT, () -> isTorrent("davfs"));
      Eventually.isTrue(
          "the file is there",
          LIMIT,
          () -> Files.exists(library("davfs/big.bin")) && Files.size(library("davfs/big.bin")) > 0);
      assertSame(local.resolve("big.bin"), library("davfs/big.bin"));
      Files.copy(
          local.resolve("sub é/hash #1 100%.bin"),
          folder.resolve("big.bin"),
          StandardCopyOption.REPLACE_EXISTING);
      Eventually.isTrue("replaced", LIMIT, () -> Files.size(library("davfs/big.bin")) == 70_001);
    }
  }

  @Test
  void cadaver_doesEverythingItCan() throws Exception {
    String commands =
        """
        mkcol cadaver
        cd cadaver
        lcd %s
        put big.bin one.bin
        copy one.bin two.bin
        move one.bin three.bin
        lock two.bin
        put empty two.bin
        unlock two.bin
        propset two.bin author me
        propget two.bin author
        delete three.bin
        mkcol inner
        rmcol inner
        lcd %s
        put %s Set.torrent
        ls
        delete Set.torrent
        quit
        """
            .formatted(local, torrent.file().getParent(), torrent.file().getFileName());
    Program.Result result =
        Program.runWithInput(LIMIT, commands, "cadaver", swarmdrive.drive().root().toString());
    assertThat(result.text()).doesNotContain("failed").doesNotContain("Could not");
    assertThat(result.text()).contains("Coll:   Set").contains("Value of author is: me");
    assertThat(names(library("cadaver"))).containsExactly("two.bin");
    assertThat(library("cadaver/two.bin")).isEmptyFile();
  }

  @Test
  void gvfs_copiesListsMovesAndRemoves() throws Exception {
    String drive = swarmdrive.drive().root().toString().replace("http://", "dav://");
    Path script =
        Files.writeString(
            RunFolder.create("gvfs").resolve("script"),
            """
            set -ex
            gio mount %1$s
            gio mkdir %1$sgvfs
            gio copy %2$s/big.bin %1$sgvfs/big.bin
            gio copy %1$sgvfs/big.bin %2$s/back.bin
            gio copy %3$s %1$sgvfs/Set.torrent
            gio list %1$sgvfs
            gio move %1$sgvfs/big.bin %1$sgvfs/moved.bin
            gio remove %1$sgvfs/Set.torrent
            gio list -l %1$sgvfs
            gio info -f %1$s
            gio mount -u %1$s
            """
                .formatted(drive, local, torrent.file()));
    Path runtime = RunFolder.create("xdg-runtime");
    Program.Result result =
        Program.run(
            LIMIT,
            new Program.Command("dbus-run-session", "--", "bash", script.toString())
                .after("env", "XDG_RUNTIME_DIR=" + runtime, "GIO_USE_VFS=gvfs"));
    assertThat(result.exitCode()).as(result.text()).isZero();
    assertSame(local.resolve("big.bin"), local.resolve("back.bin"));
    assertThat(result.lines()).contains("Set", "moved.bin\t20000003\t(regular)");
    assertThat(result.text()).contains("filesystem::free");
    assertThat(names(library("gvfs"))).containsExactly("moved.bin");
    Files.delete(local.resolve("back.bin"));
  }

  @Test
  void curl_thatIsKilledInTheMiddle_leavesTheOldFile() throws Exception {
    Files.createDirectories(library("aborted"));
    Files.writeString(library("aborted/file"), "old");
    try (Program curl =
        Program.start(
            new Program.Command(
                "curl",
                "--limit-rate",
                "100k",
                "-T",
                local.resolve("big.bin").toString(),
                swarmdrive.drive().url("aborted/file").toString()))) {
      Eventually.isTrue("it has begun", LIMIT, () -> !names(library(".swarmdrive")).isEmpty());
      curl.kill();
    }
    Eventually.isTrue("it was thrown away", LIMIT, () -> names(library(".swarmdrive")).isEmpty());
    assertThat(library("aborted/file")).hasContent("old");
  }
}
