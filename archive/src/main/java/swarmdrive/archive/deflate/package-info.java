/**
 * Random access in deflate streams (RFC 1951).
 *
 * <p>A small member is decoded whole. Of a large one the first pass, with our own decoder, notes a
 * {@link swarmdrive.archive.deflate.Checkpoint} every MiB or less: bit position, the 32 KiB before
 * it, and in mid-block the block's codes. Later reads resume {@code java.util.zip.Inflater} there:
 * a few made-up bits before the stream's own bring it to any bit of a byte and into any block.
 */
@NullMarked
package swarmdrive.archive.deflate;

import org.jspecify.annotations.NullMarked;
