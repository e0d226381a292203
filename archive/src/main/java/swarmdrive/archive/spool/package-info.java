/**
 * Members that can only be decoded from their begin, decoded once to a file for all of their
 * readers.
 *
 * <p>A decoder has a thread of its own but no source: it waits until somebody who reads has fetched
 * the next compressed bytes with his own. So it goes as far as somebody reads and rests when nobody
 * does; a reader's time-out or end never harms it; what it has decoded can be read at once. All
 * files together are bounded, those that nobody reads go first, the least recently used before the
 * others. Nothing outlives the process.
 */
@NullMarked
package swarmdrive.archive.spool;

import org.jspecify.annotations.NullMarked;
