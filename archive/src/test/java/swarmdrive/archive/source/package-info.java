/** Byte sources for tests: laid out in memory, counted, slow, faulty. */
@NullMarked
package swarmdrive.archive.source;

import org.jspecify.annotations.NullMarked;
