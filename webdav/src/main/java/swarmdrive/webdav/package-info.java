@NullMarked
package swarmdrive.webdav;

import org.jspecify.annotations.NullMarked;
