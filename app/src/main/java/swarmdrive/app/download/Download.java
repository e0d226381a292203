package swarmdrive.app.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.InterruptedByTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import swarmdrive.webdav.DavContent;
import swarmdrive.webdav.DavFile;
import swarmdrive.webdav.FileRun;

/**
 * Writes files as their bytes come, under a name of their own until all of them are whole. Used by
 * one thread, which waits.
 */
public final class Download {
  /** Of a file that is not whole. */
  static final String PART = ".part";

  private static final int BUFFER = 1 << 20;

  private final Duration patience;
  private final LongConsumer progress;
  private long done;

  /**
   * Prepares.
   *
   * @param patience longest wait without a byte
   * @param progress told the bytes written so far, in all
   */
  public Download(Duration patience, LongConsumer progress) {
    this.patience = patience;
    this.progress = progress;
  }

  /**
   * Writes all of them; files of those names are overwritten at the end.
   *
   * @throws IOException with one line for the user; nothing has its name then
   */
  public void write(Map<Path, DavFile> files) throws IOException {
    Map<Path, Path> whole = new LinkedHashMap<>();
    for (Map.Entry<Path, DavFile> file : files.entrySet()) {
      Path target = file.getKey();
      Path folder = target.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Path part = target.resolveSibling(target.getFileName() + PART);
      write(file.getValue(), part);
      whole.put(part, target);
    }
    for (Map.Entry<Path, Path> file : whole.entrySet()) {
      Files.move(file.getKey(), file.getValue(), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void write(DavFile file, Path part) throws IOException {
    try (DavContent content = file.open();
        FileChannel out =
            FileChannel.open(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
      for (long position = 0; position < file.size(); ) {
        long written = step(content, position, file.size() - position, buffer, out);
        position += written;
        done += written;
        progress.accept(done);
      }
      out.force(true);
    } catch (InterruptedByTimeoutException e) {
      throw new IOException(
          file.name() + ": nothing came for " + patience.toSeconds() + " s; run it again to go on",
          e);
    }
  }

  private long step(
      DavContent content, long position, long left, ByteBuffer buffer, FileChannel out)
      throws IOException {
    Optional<FileRun> run = content.locate(position, left, patience);
    if (run.isPresent()) {
      try (FileRun bytes = run.get()) {
        long written = bytes.channel().transferTo(bytes.position(), bytes.length(), out);
        if (written > 0) {
          return written;
        }
      }
    }
    buffer.clear().limit((int) Math.min(buffer.capacity(), left));
    int read = content.read(position, buffer, patience);
    if (read < 0) {
      throw new IOException("the file ends at " + position + " bytes, too early");
    }
    buffer.flip();
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
    return read;
  }
}
