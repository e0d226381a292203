/**
 * What was learned of archives, kept on disk for the next start.
 *
 * <p>One small file for each archive and kind of knowledge, written whole and renamed, checked when
 * it is read; a damaged one is removed and made again. Archives never change: what is known of a
 * key stays true. All together are bounded, the least recently used go first.
 */
@NullMarked
package swarmdrive.archive.index;

import org.jspecify.annotations.NullMarked;
