/**
 * Tar: a walk from header to header, hopping over the data, since nothing in a tar tells where the
 * members are. Members are mapped bytes; sparse ones are put together from extents.
 *
 * <p>Source: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Interchange Format"; the manual
 * of GNU tar, "Basic Tar Format" and "Storing Sparse Files".
 */
@NullMarked
package swarmdrive.archive.tar;

import org.jspecify.annotations.NullMarked;
