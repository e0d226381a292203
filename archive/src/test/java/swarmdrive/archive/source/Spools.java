package swarmdrive.archive.source;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import swarmdrive.archive.StorageConfig;
import swarmdrive.archive.spool.Spool;

/** A spool in a folder of its own for tests that do not care where. */
public final class Spools {
  private static final Path FOLDER = folder();

  private Spools() {}

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("swarmdrive-spools");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One for all: two must not share a folder. */
  private static final Spool SPOOL = in(FOLDER);

  public static Spool spool() {
    return SPOOL;
  }

  public static Spool in(Path folder) {
    return Guice.createInjector(
            new AbstractModule() {
              @Override
              protected void configure() {
                bind(StorageConfig.class).toInstance(StorageConfig.in(folder));
              }
            })
        .getInstance(Spool.class);
  }
}
