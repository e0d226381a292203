package swarmdrive.archive.stream;

import java.util.Optional;
import swarmdrive.archive.tar.TarIndex;

/**
 * What was found in a stream.
 *
 * @param length bytes of the file
 * @param size bytes when decoded; {@link CompressedFile#UNKNOWN} if the tar ends before
 * @param tar empty if it is none
 */
record StreamListing(long length, long size, Optional<TarIndex> tar) {}
