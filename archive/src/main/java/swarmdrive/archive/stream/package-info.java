/**
 * Files that are one compressed stream: as a folder they show the tar inside, or the one file that
 * was compressed.
 *
 * <p>A {@link swarmdrive.archive.stream.StreamCodec} opens the decoded bytes for random access,
 * from checkpoints, by blocks, or through the spool; a {@link
 * swarmdrive.archive.stream.StreamFormat} makes an archive format of it. A first visit decodes the
 * stream once, as far as its tar goes; what was found is kept.
 */
@NullMarked
package swarmdrive.archive.stream;

import org.jspecify.annotations.NullMarked;
