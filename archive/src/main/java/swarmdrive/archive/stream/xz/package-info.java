/** Xz: by blocks if it has several, else through the spool; and its forerunner, lzma. */
@NullMarked
package swarmdrive.archive.stream.xz;

import org.jspecify.annotations.NullMarked;
