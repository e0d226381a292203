package swarmdrive.archive.stream;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData.DecodedSource;

/** One way to compress a stream. Safe for any number of threads. */
public interface StreamCodec {
  /** Short lower-case name, for instance {@code gzip}. */
  String name();

  /**
   * Endings of files' names, lower-case without the dot, and what stands in their place inside:
   * {@code gz} gives nothing, {@code tgz} gives {@code .tar}.
   */
  ImmutableMap<String, String> endings();

  /** True if such a stream may begin like this; see {@link swarmdrive.archive.ArchiveFormat}. */
  boolean recognizes(ByteBuffer head);

  /**
   * Opens the decoded bytes.
   *
   * @param archive as long-lived as the result, whose {@code size()} is {@link
   *     CompressedFile#UNKNOWN} until it is known; a read behind the end finds out
   */
  DecodedSource open(CompressedFile file, ByteSource archive) throws IOException;
}
