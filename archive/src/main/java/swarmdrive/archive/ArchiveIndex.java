package swarmdrive.archive;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The members of one archive as a tree of safe names. Immutable, holds no source, safe for any
 * number of threads.
 */
public interface ArchiveIndex {
  /**
   * What lies directly in a folder, in the archive's order; the root is the empty list. Empty if
   * there is no such folder.
   */
  Optional<List<ArchiveEntry>> list(List<String> folder);

  /** The entry at a path. */
  Optional<ArchiveEntry> find(List<String> path);

  /**
   * What of the archive is missing here, one line for the user: its directory is damaged in the
   * middle, or names of members cannot be shown. Empty if all is well.
   */
  default Optional<String> flaw() {
    return Optional.empty();
  }

  /**
   * Where a file member's bytes are.
   *
   * @param archive the bytes that were indexed; a small read may be made through it
   * @throws ArchiveException if the member cannot be read: method not known, encrypted, damaged
   */
  MemberData data(ArchiveEntry entry, ByteSource archive) throws IOException;
}
