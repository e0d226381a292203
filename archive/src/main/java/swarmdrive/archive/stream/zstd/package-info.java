/** Zstandard: by frames if a seek table tells them, else through the spool. */
@NullMarked
package swarmdrive.archive.stream.zstd;

import org.jspecify.annotations.NullMarked;
