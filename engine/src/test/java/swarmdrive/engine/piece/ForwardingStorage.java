package swarmdrive.engine.piece;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/** The real disk, to look over its shoulder. */
class ForwardingStorage implements Storage {
  private final Storage real = new FileStorage();

  @Override
  public FileChannel open(Path file) throws IOException {
    return real.open(file);
  }

  @Override
  public FileChannel create(Path file) throws IOException {
    return real.create(file);
  }

  @Override
  public List<Found> files(Path folder) throws IOException {
    return real.files(folder);
  }

  @Override
  public List<String> folders(Path folder) throws IOException {
    return real.folders(folder);
  }

  @Override
  public void delete(Path path) throws IOException {
    real.delete(path);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    real.rename(from, to);
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    real.forceFolder(folder);
  }

  @Override
  public long usableBytes(Path folder) {
    return real.usableBytes(folder);
  }

  @Override
  public Closeable lock(Path folder) throws IOException {
    return real.lock(folder);
  }
}
