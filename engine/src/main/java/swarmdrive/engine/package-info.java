@NullMarked
package swarmdrive.engine;

import org.jspecify.annotations.NullMarked;
