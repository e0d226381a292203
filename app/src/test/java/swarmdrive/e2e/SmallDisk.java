package swarmdrive.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A file system that is soon full.
 *
 * @param folder where it is mounted
 */
record SmallDisk(Path folder) implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /**
   * Mounts one.
   *
   * @param size as tmpfs takes it, {@code 8m}
   */
  static SmallDisk mount(String size) throws IOException, InterruptedException {
    Path folder = RunFolder.create("small-disk");
    Program.run(LIMIT, "mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString())
        .orFail();
    return new SmallDisk(folder);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    Program.run(LIMIT, "umount", "-l", folder.toString()).orFail();
  }
}
