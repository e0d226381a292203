package swarmdrive.app.tree;

import java.time.Instant;
import swarmdrive.archive.ArchiveFormat;

/**
 * A file that may be an archive.
 *
 * @param depth 1 for an archive that lies in no other
 */
record Archive(Origin origin, Instant modified, ArchiveFormat format, int depth) {}
