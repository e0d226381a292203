package swarmdrive.engine.piece;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** One file of local content, as it was when it was verified. */
final class ContentFile {
  /** What tells a changed file, without reading it. */
  private record Stamp(long length, FileTime modified, @Nullable Object key) {
    static Stamp of(Path path) throws IOException {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      return new Stamp(now.size(), now.lastModifiedTime(), now.fileKey());
    }
  }

  private final Path path;
  private final long offset;
  private final Stamp stamp;
  private final SharedFile file;

  private ContentFile(Path path, long offset, Stamp stamp, OpenFiles openFiles) {
    this.path = path;
    this.offset = offset;
    this.stamp = stamp;
    this.file =
        new SharedFile(path, openFiles, () -> FileChannel.open(path, StandardOpenOption.READ));
  }

  /**
   * @param offset of its first byte in the torrent
   * @param length that it must have
   */
  static ContentFile of(Path path, long offset, long length, OpenFiles openFiles)
      throws IOException {
    Stamp stamp;
    try {
      stamp = Stamp.of(path);
    } catch (NoSuchFileException e) {
      throw new IOException(path + " is missing", e);
    }
    if (stamp.length() != length) {
      throw new IOException(path + " has " + stamp.length() + " bytes, the torrent says " + length);
    }
    return new ContentFile(path, offset, stamp, openFiles);
  }

  Path path() {
    return path;
  }

  long offset() {
    return offset;
  }

  long end() {
    return offset + stamp.length();
  }

  SharedFile file() {
    return file;
  }

  /** Fills the target from that offset in the torrent on, which lies in this file. */
  void read(long from, ByteBuffer target) throws IOException {
    file.read(from - offset, target);
    requireUnchanged();
  }

  void requireUnchanged() throws IOException {
    Stamp now;
    try {
      now = Stamp.of(path);
    } catch (NoSuchFileException e) {
      throw new IOException(path + " is missing", e);
    }
    if (!now.equals(stamp)) {
      throw new IOException(path + " changed since it was verified");
    }
  }
}
