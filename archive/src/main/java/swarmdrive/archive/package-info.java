@NullMarked
package swarmdrive.archive;

import org.jspecify.annotations.NullMarked;
