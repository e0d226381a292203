package swarmdrive.app.testing;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** A temporary folder of a property, which knows no {@code @TempDir}. */
public record Deleted(Path folder) implements Closeable {
  @Override
  public void close() throws IOException {
    MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
  }
}
