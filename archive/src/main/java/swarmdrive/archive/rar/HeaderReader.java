package swarmdrive.archive.rar;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the headers of one version of the format. */
interface HeaderReader {
  /** Bytes before the first header. */
  int signature();

  /**
   * The header at a position.
   *
   * @return null if there is none: its checksum is wrong or it is not all there
   * @throws swarmdrive.archive.ArchiveException if headers are encrypted
   */
  @Nullable RarBlock at(long position, RarBytes bytes) throws IOException;
}
