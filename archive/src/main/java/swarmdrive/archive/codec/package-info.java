/**
 * Decoders of libraries, for every room that needs one; with bounds on what they may take, and over
 * positional reads.
 */
@NullMarked
package swarmdrive.archive.codec;

import org.jspecify.annotations.NullMarked;
