/**
 * Archives as folders over any random-access bytes.
 *
 * <p>An {@link swarmdrive.archive.ArchiveFormat} reads an archive's directory through a {@link
 * swarmdrive.archive.ByteSource} and nothing else; the resulting {@link
 * swarmdrive.archive.ArchiveIndex} tells for each member where its bytes lie as they are, or gives
 * them decoded, again as a {@code ByteSource}: nesting is recursion. Every archive is hostile
 * input: each size, count and name has a bound, and what is wrong ends in an {@code
 * ArchiveException}.
 */
@NullMarked
package swarmdrive.archive;

import org.jspecify.annotations.NullMarked;
