/**
 * 7z. The header at the archive's end tells folders, which are chains of coders over runs of packed
 * bytes, and the members that lie in each one after the other.
 *
 * <p>A member of a folder that is only copied is a run of the archive. Any other folder is decoded
 * once, in the spool, for all of its members and their readers.
 */
@NullMarked
package swarmdrive.archive.sevenzip;

import org.jspecify.annotations.NullMarked;
