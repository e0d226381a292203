/**
 * Zip, read from its end: the tail tells where the directory is, the directory tells everything
 * else, and nothing more is read to list the members.
 *
 * <p>A member's local header is read when its data is asked for, and has to agree with the
 * directory. Source: APPNOTE.TXT 6.3.10 of PKWARE; section numbers refer to it.
 */
@NullMarked
package swarmdrive.archive.zip;

import org.jspecify.annotations.NullMarked;
