package swarmdrive.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/**
 * A drive mounted in the file system, read-only.
 *
 * @param folder where
 */
record Mount(Path folder, Program program) implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** {@code rclone mount} without a cache of its own. */
  static Mount rclone(Drive drive) throws IOException {
    Path folder = RunFolder.create("rclone-mount");
    Path config = Files.createFile(RunFolder.create("rclone").resolve("rclone.conf"));
    var command =
        new Program.Command(
            "rclone",
            "mount",
            ":webdav:",
            folder.toString(),
            "--webdav-url",
            drive.root().toString(),
            "--config",
            config.toString(),
            "--read-only",
            "--vfs-cache-mode",
            "off",
            "--dir-cache-time",
            "5s");
    return awaited(new Mount(folder, Program.start("rclone", command)));
  }

  /** A davfs2 mount, which reads whole files into a cache of its own. */
  static Mount davfs2(Drive drive) throws IOException {
    Path folder = RunFolder.create("davfs2-mount");
    Path own = RunFolder.create("davfs2");
    Path cache = Files.createDirectory(own.resolve("cache"));
    Path config =
        Files.writeString(
            own.resolve("davfs2.conf"),
            """
            ask_auth 0
            use_locks 0
            cache_dir %s
            dir_refresh 1
            secrets %s
            """
                .formatted(cache, Files.createFile(own.resolve("secrets"))));
    Files.setPosixFilePermissions(
        own.resolve("secrets"), PosixFilePermissions.fromString("rw-------"));
    // It leaves root for the user davfs2.
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
    var command =
        new Program.Command(
            "mount.davfs", drive.root().toString(), folder.toString(), "-o", "ro,conf=" + config);
    return awaited(new Mount(folder, Program.start("davfs2", command)));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    Program.run(LIMIT, "umount", "-l", folder.toString());
    program.close();
    Eventually.isTrue(folder + " is unmounted", LIMIT, () -> !isMounted(folder));
  }

  private static Mount awaited(Mount mount) {
    Eventually.isTrue(mount.folder() + " is mounted", LIMIT, () -> isMounted(mount.folder()));
    return mount;
  }

  private static boolean isMounted(Path folder) throws IOException {
    return Files.readString(Path.of("/proc/mounts")).contains(" " + folder + " ");
  }
}
