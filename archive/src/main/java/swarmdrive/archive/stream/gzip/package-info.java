/** Gzip, in one or several streams, as bgzip and pigz make them too: from checkpoints. */
@NullMarked
package swarmdrive.archive.stream.gzip;

import org.jspecify.annotations.NullMarked;
