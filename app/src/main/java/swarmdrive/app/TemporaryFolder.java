package swarmdrive.app;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that goes with the command that made it. */
record TemporaryFolder(Path path) implements Closeable {
  static TemporaryFolder create(String purpose) throws IOException {
    return new TemporaryFolder(Files.createTempDirectory("swarmdrive-" + purpose + "-"));
  }

  /** Nothing else writes there; links in it are removed, not followed. */
  @Override
  public void close() throws IOException {
    MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
  }
}
