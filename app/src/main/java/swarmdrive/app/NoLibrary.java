package swarmdrive.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import swarmdrive.app.library.Library;
import swarmdrive.app.library.LibraryEntry;

/** For commands that show a torrent's tree without a drive. */
record NoLibrary(Path root) implements Library {
  @Override
  public Map<String, LibraryEntry> entries(Path folder) {
    return Map.of();
  }

  @Override
  public List<LibraryEntry> all() {
    return List.of();
  }

  @Override
  public void awaitEntry(Path file) {}

  @Override
  public boolean await(BooleanSupplier condition, Duration most) {
    return condition.getAsBoolean();
  }

  @Override
  public boolean complete() {
    return true;
  }
}
