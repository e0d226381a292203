package swarmdrive.archive;

import java.io.IOException;

/**
 * One archive format. Found through Guice's set of {@code ArchiveFormat}; adding one touches no
 * other.
 */
public interface ArchiveFormat {
  /** Short lower-case name, for instance {@code zip}. */
  String name();

  /**
   * True if a file of this name may be such an archive. Cheap: reads nothing, is asked for every
   * file of a listing.
   */
  boolean matches(String fileName);

  /**
   * Reads the archive's directory, and as little else as the format allows. Blocks as the source
   * does.
   *
   * @throws ArchiveException if it is no such archive, is damaged, or exceeds a limit; one line for
   *     the user
   */
  ArchiveIndex index(ByteSource archive) throws IOException;
}
