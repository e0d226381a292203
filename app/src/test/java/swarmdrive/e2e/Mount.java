package swarmdrive.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A drive mounted in the file system.
 *
 * @param folder where
 */
record Mount(Path folder, Program program) implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** {@code rclone mount} without a cache of its own, read-only. */
  static Mount rclone(Drive drive) throws IOException {
    return rclone(drive, "--read-only", "--vfs-cache-mode", "off", "--dir-cache-time", "5s");
  }

  /** {@code rclone mount} that writes a file as soon as it is closed. */
  static Mount writableRclone(Drive drive) throws IOException {
    Path cache = RunFolder.create("rclone-cache");
    return rclone(
        drive,
        "--vfs-cache-mode",
        "writes",
        "--vfs-write-back",
        "0s",
        "--dir-cache-time",
        "1s",
        "--cache-dir",
        cache.toString());
  }

  private static Mount rclone(Drive drive, String... options) throws IOException {
    Path folder = RunFolder.create("rclone-mount");
    Path config = Files.createFile(RunFolder.create("rclone").resolve("rclone.conf"));
    List<String> words =
        new ArrayList<>(
            List.of(
                "rclone",
                "mount",
                ":webdav:",
                folder.toString(),
                "--webdav-url",
                drive.root().toString(),
                "--config",
                config.toString()));
    words.addAll(List.of(options));
    var command = new Program.Command(words.toArray(String[]::new));
    return awaited(new Mount(folder, Program.start("rclone", command)));
  }

  /** A davfs2 mount, which reads whole files into a cache of its own, read-only. */
  static Mount davfs2(Drive drive) throws IOException {
    return davfs2(drive, "ro", "use_locks 0");
  }

  /** A davfs2 mount that locks what it writes, and writes it when it is closed. */
  static Mount writableDavfs2(Drive drive) throws IOException {
    return davfs2(drive, "rw", "use_locks 1\ndelay_upload 0");
  }

  private static Mount davfs2(Drive drive, String mode, String settings) throws IOException {
    Path folder = RunFolder.create("davfs2-mount");
    Path own = RunFolder.create("davfs2");
    Path cache = Files.createDirectory(own.resolve("cache"));
    Path config =
        Files.writeString(
            own.resolve("davfs2.conf"),
            """
            ask_auth 0
            %s
            cache_dir %s
            dir_refresh 1
            secrets %s
            """
                .formatted(settings, cache, Files.createFile(own.resolve("secrets"))));
    Files.setPosixFilePermissions(
        own.resolve("secrets"), PosixFilePermissions.fromString("rw-------"));
    // It leaves root for the user davfs2.
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
    String options = mode + ",conf=" + config;
    var command =
        new Program.Command(
            "mount.davfs", drive.root().toString(), folder.toString(), "-o", options);
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
