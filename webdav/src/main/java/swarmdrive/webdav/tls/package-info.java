/**
 * The server's certificate and key: read from PEM or PKCS#12 files, read again when they change,
 * made when asked for. The only package that imports Bouncy Castle, which reads what Java does not.
 */
@NullMarked
package swarmdrive.webdav.tls;

import org.jspecify.annotations.NullMarked;
