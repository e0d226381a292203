package swarmdrive.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where this run keeps everything it makes. {@code ./verify} gives the folder and removes it; a run
 * without it makes one and removes it itself. Names handed out here are new in this run.
 */
final class RunFolder {
  private static final Path FOLDER = folder();
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private RunFolder() {}

  static Path path() {
    return FOLDER;
  }

  /** A new empty folder that anybody may enter. */
  static Path create(String name) throws IOException {
    return Files.createDirectory(FOLDER.resolve(name + "-" + NUMBERS.incrementAndGet()));
  }

  static int nextNumber() {
    return NUMBERS.incrementAndGet();
  }

  /** Notes something outside the folder that must not outlive the run. */
  static synchronized void note(String kind, String name) {
    try {
      Files.writeString(
          FOLDER.resolve("resources"),
          kind + " " + name + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of the checkout: the nearest one above the working folder that has the launcher. */
  static Path checkout() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isExecutable(folder.resolve("swarmdrive")) || !hasPom(folder)) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("no ./swarmdrive above " + Path.of("").toAbsolutePath());
      }
      folder = parent;
    }
    return folder;
  }

  private static boolean hasPom(Path folder) {
    return Files.isRegularFile(folder.resolve("pom.xml"));
  }

  /** A file of the test resources' e2e folder. */
  static Path resource(String name) {
    return checkout().resolve("app/src/test/resources/e2e").resolve(name);
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Path folder() {
    @Nullable String given = System.getenv("SWARMDRIVE_E2E");
    try {
      if (given != null) {
        return passable(Path.of(given));
      }
      Path made = passable(Files.createTempDirectory("swarmdrive-e2e."));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteQuietly(made)));
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Some programs leave root for a user of their own. */
  private static Path passable(Path folder) throws IOException {
    return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
  }

  private static void deleteQuietly(Path folder) {
    try {
      delete(folder);
    } catch (IOException e) {
      System.err.println("left behind: " + folder + ": " + e);
    }
  }
}
