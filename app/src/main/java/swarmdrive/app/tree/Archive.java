package swarmdrive.app.tree;

import java.time.Instant;

/**
 * A file that may be an archive.
 *
 * @param fileName tells the likely format
 * @param depth 1 for an archive that lies in no other
 */
record Archive(Origin origin, Instant modified, String fileName, int depth) {}
