package swarmdrive.engine.piece;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/** The file operations that the disk store uses: the seam where tests let disks fail and crash. */
interface Storage {
  /** A regular file in a folder; length in bytes. */
  record Found(String name, long length) {}

  /**
   * Opens a file for reading and writing.
   *
   * @throws java.nio.file.NoSuchFileException if it is not there
   */
  FileChannel open(Path file) throws IOException;

  /** As {@link #open}, but makes the file, and its folder, if it is not there. */
  FileChannel create(Path file) throws IOException;

  /** The regular files in a folder; none if it is not there. */
  List<Found> files(Path folder) throws IOException;

  /** The names of the folders in a folder; none if it is not there. */
  List<String> folders(Path folder) throws IOException;

  /** Deletes a file or an empty folder, if it is there. */
  void delete(Path path) throws IOException;

  /** Renames a file atomically, over another one if there is one. */
  void rename(Path from, Path to) throws IOException;

  /** Brings the folder's entries to the disk, where the system has a way to. */
  void forceFolder(Path folder) throws IOException;

  /** Bytes that may still be written where the folder is; a great many if that is not known. */
  long usableBytes(Path folder);

  /**
   * Keeps other processes out until the result is closed; makes the folder.
   *
   * @throws IOException with one line for the user if another one is in
   */
  Closeable lock(Path folder) throws IOException;
}
