package swarmdrive.app.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Copies files and folders; links, which may lead anywhere, are left out. */
final class TreeCopy extends SimpleFileVisitor<Path> {
  private final Path from;
  private final Path to;

  private TreeCopy(Path from, Path to) {
    this.from = from;
    this.to = to;
  }

  /** All that is in the copy is on the disk when this returns; its name is not. */
  static void run(Path from, Path to) throws IOException {
    Files.walkFileTree(from, new TreeCopy(from, to));
  }

  private Path target(Path source) {
    return to.resolve(from.relativize(source).toString());
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
      throws IOException {
    Files.createDirectory(target(folder));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
      throws IOException {
    Durable.syncFolder(target(folder));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (attributes.isRegularFile()) {
      Path copy = target(file);
      Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
      try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
    return FileVisitResult.CONTINUE;
  }
}
