@NullMarked
package swarmdrive.webdav.access;

import org.jspecify.annotations.NullMarked;
