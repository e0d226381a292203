package swarmdrive.app.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Acts on files that are on the disk when they return. Links are never followed. Any thread. */
public final class Durable {
  private Durable() {}

  /** Makes the folder and those above it that are missing. */
  public static void makeFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent != null) {
      makeFolders(parent);
    }
    Files.createDirectory(folder);
    syncFolder(parent);
  }

  /** Makes one folder where nothing is. */
  public static void makeFolder(Path folder) throws IOException {
    Files.createDirectory(folder);
    syncFolder(folder.getParent());
  }

  /** Removes a file. */
  public static void deleteFile(Path file) throws IOException {
    Files.delete(file);
    syncFolder(file.getParent());
  }

  /** What was done to names in this folder is on the disk. */
  static void syncFolder(@Nullable Path folder) throws IOException {
    if (folder == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (java.nio.file.AccessDeniedException e) {
      // Windows opens no folders; its renames are written through
    }
  }

  /** Removes everything, as far as it can be; not forced to the disk. */
  static void deleteTree(Path tree) throws IOException {
    try {
      Files.walkFileTree(
          tree,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                throws IOException {
              Files.delete(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (NoSuchFileException e) {
      // it is gone, which is what was wanted
    }
  }
}
