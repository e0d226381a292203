package swarmdrive.archive.deflate;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Decodes a member from some position on, in order. Used by one thread at a time. */
interface Pass extends AutoCloseable {
  /** Decoded bytes of the member before the next read. */
  long position();

  /**
   * Decodes at least one byte; the caller asks for none behind the member's size.
   *
   * @return how many; -1 at the stream's end
   * @throws swarmdrive.archive.ArchiveException if the stream is damaged
   */
  int read(ByteBuffer target) throws IOException;

  /** Fails if the stream goes on where the member's size says that it ends. */
  void requireEnd() throws IOException;

  @Override
  void close();
}
