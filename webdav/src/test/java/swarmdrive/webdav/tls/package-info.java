@NullMarked
package swarmdrive.webdav.tls;

import org.jspecify.annotations.NullMarked;
