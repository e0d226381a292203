/**
 * HTTP/1.1 (RFC 9110, 9112). MINA's I/O threads read into a {@code HttpConnection}, which feeds
 * Jetty's parser and starts one virtual thread per request; the answer goes back through a {@code
 * SendWindow} of few buffers or file runs, so that a slow reader holds no more than those. A
 * connection's state belongs to its I/O thread; what crosses threads is in {@code SendWindow},
 * {@code RequestBody} and {@code Exchange}, each with one lock that is never held while waiting for
 * another. The only package that imports MINA.
 */
@NullMarked
package swarmdrive.webdav.http;

import org.jspecify.annotations.NullMarked;
