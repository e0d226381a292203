package swarmdrive.app.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import swarmdrive.webdav.DavUpload;

/**
 * A hidden folder in a tree of files where what is not whole yet is written, and where what was
 * taken away waits for its end: one rename makes something appear in the tree or go from it. Any
 * thread.
 */
public final class Aside {
  /** Its name in the root of the tree; nobody sees it through the drive. */
  public static final String NAME = ".swarmdrive";

  private final Path root;
  private final Path folder;

  /**
   * @param root of the tree
   */
  public Aside(Path root) {
    this.root = root;
    this.folder = root.resolve(NAME);
  }

  /** Whether a path lies in the tree. */
  public boolean serves(Path file) {
    return file.startsWith(root);
  }

  /** Throws away what a crash has left. */
  public void clean() throws IOException {
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
        for (Path one : left) {
          Durable.deleteTree(one);
        }
      }
    }
  }

  /** A path that nobody else has. */
  public Path fresh() throws IOException {
    Durable.makeFolders(folder);
    return folder.resolve(UUID.randomUUID().toString());
  }

  /** Begins to write a file that will be at this path. */
  public DavUpload upload(Path target) throws IOException {
    Path file = fresh();
    FileChannel channel =
        FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    return new FileUpload(this, channel, file, target);
  }

  /**
   * Moves a file or folder, on one file system, to a path in this tree; what was there is replaced.
   */
  public void put(Path from, Path target) throws IOException {
    if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS) || replacesWithFolder(from, target)) {
      Path old = fresh();
      rename(target, old);
      rename(from, target);
      settle(from, target);
      Durable.deleteTree(old);
    } else {
      rename(from, target);
      settle(from, target);
    }
  }

  private static boolean replacesWithFolder(Path from, Path target) {
    return Files.exists(target, LinkOption.NOFOLLOW_LINKS)
        && Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS);
  }

  private void settle(Path from, Path target) throws IOException {
    Durable.syncFolder(target.getParent());
    if (!folder.equals(from.getParent())) {
      Durable.syncFolder(from.getParent());
    }
  }

  private static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** As {@link #put}, from anywhere: what lies on another file system is copied first. */
  public void move(Path from, Path target) throws IOException {
    try {
      put(from, target);
    } catch (AtomicMoveNotSupportedException e) {
      copy(from, target);
      Durable.deleteTree(from);
      Durable.syncFolder(from.getParent());
    }
  }

  /** Copies a file, or a folder with all that is in it, to a path in this tree. */
  public void copy(Path from, Path target) throws IOException {
    Path copy = fresh();
    try {
      TreeCopy.run(from, copy);
      put(copy, target);
    } finally {
      Durable.deleteTree(copy);
    }
  }

  /** Removes a file or folder of this tree at once, with everything in it. */
  public void delete(Path file) throws IOException {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      Path gone = fresh();
      put(file, gone);
      Durable.deleteTree(gone);
    } else {
      Durable.deleteFile(file);
    }
  }
}
