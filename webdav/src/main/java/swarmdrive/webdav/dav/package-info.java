/**
 * WebDAV (RFC 4918). Milton's {@code HttpManager} dispatches each request to one of our handlers by
 * its method and resolves paths to resources; the handlers answer from the tree of {@code
 * DavFolder}s and change it through {@code DavWriter}. Stock handlers of milton are not used: their
 * ranges, conditions, listings and locks are wrong in ways that clients notice. The only package
 * that imports milton.
 */
@NullMarked
package swarmdrive.webdav.dav;

import org.jspecify.annotations.NullMarked;
