/**
 * A WebDAV drive for any tree of folders and files. This package is all that others see: what is
 * served ({@link swarmdrive.webdav.DavFolder}, {@link swarmdrive.webdav.DavFile}), how it is
 * changed ({@link swarmdrive.webdav.DavWriter}), what answers beside it ({@link
 * swarmdrive.webdav.HttpEndpoint}), and the server. {@code http} speaks HTTP/1.1 on MINA and knows
 * no WebDAV; {@code dav} speaks WebDAV through milton and knows no sockets. I/O threads never wait;
 * each request has a virtual thread that may.
 */
@NullMarked
package swarmdrive.webdav;

import org.jspecify.annotations.NullMarked;
