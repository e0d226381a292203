package swarmdrive.engine.piece;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The real disk. */
final class FileStorage implements Storage {
  private static final Logger LOG = LoggerFactory.getLogger(FileStorage.class);

  private volatile @Nullable FileStore fileStore;

  @Override
  public FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, READ, WRITE);
  }

  @Override
  public FileChannel create(Path file) throws IOException {
    try {
      return FileChannel.open(file, READ, WRITE, CREATE);
    } catch (NoSuchFileException noFolder) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return FileChannel.open(file, READ, WRITE, CREATE);
    }
  }

  @Override
  public List<Found> files(Path folder) throws IOException {
    List<Found> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      Files.walkFileTree(folder, Set.of(), 1, new Visitor(folder, found));
    }
    return found;
  }

  /** One look at the attributes for each file, which on Windows come with the listing. */
  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final List<Found> found;

    Visitor(Path folder, List<Found> found) {
      this.folder = folder;
      this.found = found;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        found.add(new Found(String.valueOf(file.getFileName()), attributes.size()));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (file.equals(folder)) {
        throw e;
      }
      return FileVisitResult.CONTINUE;
    }
  }

  @Override
  public List<String> folders(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
        entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
      }
    }
    return names;
  }

  @Override
  public void delete(Path path) throws IOException {
    Files.deleteIfExists(path);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, ATOMIC_MOVE, REPLACE_EXISTING);
  }

  @Override
  public void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, READ)) {
      channel.force(true);
    } catch (IOException notHere) {
      // Windows opens no folders, and brings their entries to the disk by itself
    }
  }

  @Override
  public long usableBytes(Path folder) {
    try {
      FileStore known = fileStore;
      if (known == null) {
        known = Files.getFileStore(folder);
        fileStore = known; // finding it is much slower than asking it
      }
      return known.getUsableSpace();
    } catch (IOException unknown) {
      return Long.MAX_VALUE;
    }
  }

  @Override
  public Closeable lock(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel = FileChannel.open(folder.resolve("lock"), WRITE, CREATE);
    try {
      @Nullable FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException inThisProcess) {
      // as below
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("folder", folder)
          .setCause(e)
          .log("file system has no locks: make sure that one process uses it");
      return channel;
    }
    channel.close();
    throw new IOException(folder + " is in use by another swarmdrive");
  }
}
