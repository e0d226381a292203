package swarmdrive.archive.stream;

import swarmdrive.archive.spool.SpooledStream;
import swarmdrive.archive.spool.StreamDecoder;

/**
 * A file that is one compressed stream.
 *
 * @param key of the file
 * @param name for messages
 * @param length bytes of the file
 * @param size bytes when decoded, or {@link #UNKNOWN}
 */
public record CompressedFile(String key, String name, long length, long size) {
  /** In place of a size that only the end tells. */
  public static final long UNKNOWN = SpooledStream.UNKNOWN;

  /** To be decoded from its begin. */
  public SpooledStream spooled(StreamDecoder decoder) {
    return new SpooledStream(key, name, size, length, length, decoder);
  }
}
