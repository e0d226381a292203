/** Tests over the wire, and of single parts. */
@NullMarked
package swarmdrive.webdav.http;

import org.jspecify.annotations.NullMarked;
