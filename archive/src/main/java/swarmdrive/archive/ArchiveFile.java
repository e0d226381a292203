package swarmdrive.archive;

/**
 * A file that may be an archive.
 *
 * @param key what files and caches know it by: equal only for equal bytes, the same after a restart
 * @param name of the file; it tells what a compressed file is called inside
 * @param bytes of the file
 */
public record ArchiveFile(String key, String name, ByteSource bytes) {}
