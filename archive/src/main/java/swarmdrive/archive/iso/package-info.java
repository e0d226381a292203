/**
 * ISO 9660 images, with Rock Ridge or Joliet names, read-only.
 *
 * <p>Directories lie together in most images, so a listing reads them in the order of their
 * positions and nothing of the files. Files are runs of bytes in the image. Rock Ridge tells most
 * and goes before Joliet; El Torito's boot images are passed over. Sources: ECMA-119 (the text of
 * ISO 9660; section numbers refer to it), IEEE P1281 and P1282 (SUSP, RRIP), Joliet 1995.
 */
@NullMarked
package swarmdrive.archive.iso;

import org.jspecify.annotations.NullMarked;
