package swarmdrive.app.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import swarmdrive.webdav.DavUpload;

/** A file written aside; it appears under its name when it is whole. One thread. */
final class FileUpload implements DavUpload {
  private final Aside aside;
  private final FileChannel channel;
  private final Path file;
  private final Path target;

  FileUpload(Aside aside, FileChannel channel, Path file, Path target) {
    this.aside = aside;
    this.channel = channel;
    this.file = file;
    this.target = target;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  @Override
  public void commit() throws IOException {
    channel.force(true);
    channel.close();
    aside.put(file, target);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }
}
