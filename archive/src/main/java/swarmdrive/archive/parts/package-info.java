/** Members that lie as they are in their archive, but in several parts. */
@NullMarked
package swarmdrive.archive.parts;

import org.jspecify.annotations.NullMarked;
