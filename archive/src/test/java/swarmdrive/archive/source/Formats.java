package swarmdrive.archive.source;

import com.google.common.io.Resources;
import com.google.inject.Guice;
import java.io.IOException;
import java.nio.file.Path;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveModule;
import swarmdrive.archive.Archives;
import swarmdrive.archive.StorageConfig;

/** All formats as the program has them, and archives of src/test/resources. */
public final class Formats {
  private Formats() {}

  /** As after a start with this folder. */
  public static Archives start(Path folder) {
    return Guice.createInjector(new ArchiveModule(ArchiveConfig.DEFAULT, StorageConfig.in(folder)))
        .getInstance(Archives.class);
  }

  public static byte[] resource(String path) throws IOException {
    return Resources.toByteArray(Resources.getResource(path));
  }
}
