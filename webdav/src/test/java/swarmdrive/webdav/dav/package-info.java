/** Tests over the wire, and of single parts. */
@NullMarked
package swarmdrive.webdav.dav;

import org.jspecify.annotations.NullMarked;
