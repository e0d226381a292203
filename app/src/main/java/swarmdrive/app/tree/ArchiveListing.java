package swarmdrive.app.tree;

import swarmdrive.archive.ArchiveIndex;

/** What is known of an archive once its directory was read. */
sealed interface ArchiveListing {
  /** It could be read. */
  record Indexed(ArchiveIndex index) implements ArchiveListing {}

  /** It cannot be read by anybody; one line says why. */
  record Damaged(String problem) implements ArchiveListing {}
}
