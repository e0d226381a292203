package swarmdrive.webdav;

import java.io.Closeable;
import java.io.IOException;

/** A file that is being written aside. Nobody sees it before the commit. One thread. */
public interface DavUpload extends Closeable {
  /** Appends bytes. */
  void write(byte[] bytes, int offset, int length) throws IOException;

  /** Puts the whole file in its place, durably. Once, after the last write. */
  void commit() throws IOException;

  /** Throws away what was not committed. */
  @Override
  void close() throws IOException;
}
