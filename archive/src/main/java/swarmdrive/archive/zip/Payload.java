package swarmdrive.archive.zip;

import swarmdrive.archive.ByteSource;

/**
 * A member's bytes as they are compressed, decrypted if they were encrypted.
 *
 * @param bytes what they are read from
 * @param position of the first of them there
 * @param length of them
 * @param method of compression
 * @param checked true if the member's checksum is told
 * @param encrypted true if they are not those in the archive
 */
record Payload(
    ByteSource bytes, long position, long length, int method, boolean checked, boolean encrypted) {}
