package swarmdrive.archive.iso;

/**
 * A tree of files in an image.
 *
 * @param root position of the root's bytes
 * @param rootLength their number
 * @param blockSize bytes; places in records are counted in blocks
 * @param joliet true if names are UCS-2
 */
record Volume(long root, long rootLength, int blockSize, boolean joliet) {}
