/**
 * RAR 4 and 5, in one volume or in several laid behind each other.
 *
 * <p>A listing hops from header to header and reads nothing between. Stored members are runs of
 * bytes, or parts of several volumes put together. Compressed ones are listed only: the licence of
 * RAR's decoders does not fit this program. Sources: "RAR 5.0 archive format" of rarlab.com; for
 * RAR 4 the technote of RAR 4.20 and its field names.
 */
@NullMarked
package swarmdrive.archive.rar;

import org.jspecify.annotations.NullMarked;
