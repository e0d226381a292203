package swarmdrive.archive.zip;

/**
 * A member before it is decoded.
 *
 * @param archive key of the archive
 * @param id of the member in it
 * @param name for messages
 * @param size bytes when decoded
 * @param crc checksum of those, if the payload says that it is told
 */
record PackedMember(String archive, int id, String name, long size, int crc, Payload payload) {}
