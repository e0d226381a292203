@NullMarked
package swarmdrive.app;

import org.jspecify.annotations.NullMarked;
