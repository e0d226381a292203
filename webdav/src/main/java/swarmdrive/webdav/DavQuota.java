package swarmdrive.webdav;

/**
 * Room on the disk (RFC 4331).
 *
 * @param available bytes that can still be written
 * @param used bytes in use
 */
public record DavQuota(long available, long used) {}
