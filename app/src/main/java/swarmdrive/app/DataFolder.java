package swarmdrive.app;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The data folder while a process uses it; another one is kept out, because both would write. */
final class DataFolder implements Closeable {
  private final FileChannel channel;

  private DataFolder(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Makes the folder if it is missing and takes it.
   *
   * @throws IOException with one line for the user if that cannot be
   */
  static DataFolder take(Path folder) throws IOException {
    FileChannel channel = open(folder);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        DataVersion.requireReadable(folder);
        return new DataFolder(channel);
      }
    } catch (OverlappingFileLockException e) {
      // by this very process
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new IOException("the data folder " + folder + " is in use by another swarmdrive");
  }

  private static FileChannel open(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
      return FileChannel.open(
          folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new IOException(
          "the data folder " + folder + " cannot be written: " + Reason.words(e), e);
    }
  }

  /** Gives it back. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
