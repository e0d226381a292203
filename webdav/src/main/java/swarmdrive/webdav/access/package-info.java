/**
 * Who may do what, decided before any handler sees a request: {@code Gate} asks under which name
 * the server was addressed (DNS rebinding), from which site a browser was sent (cross-site
 * requests), who the client is (Basic and Digest, one realm) and whether it may change anything.
 * Knows nothing of files or of where accounts are kept.
 */
@NullMarked
package swarmdrive.webdav.access;

import org.jspecify.annotations.NullMarked;
