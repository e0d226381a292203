package swarmdrive.archive;

import java.io.IOException;
import java.nio.ByteBuffer;

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
   * True if an archive of this format may begin like this. Asked if the name misleads.
   *
   * @param head the first {@link Archives#HEAD} bytes, or all if there are fewer; read by index, or
   *     a duplicate of it
   */
  boolean recognizes(ByteBuffer head);

  /**
   * Reads the archive's directory, and as little else as the format allows; nothing, if an index
   * was kept. Blocks as the source does.
   *
   * @throws ArchiveException if it is no such archive, is damaged, or exceeds a limit; one line for
   *     the user
   */
  ArchiveIndex index(ArchiveFile archive) throws IOException;
}
