package swarmdrive.archive.spool;

import java.io.IOException;
import java.io.InputStream;
import swarmdrive.archive.ByteSource;

/** Decodes something from its begin to its end. */
public interface StreamDecoder {
  /**
   * Opens the decoded bytes. Memory must be bounded by limits of the format's own.
   *
   * @param archive as long-lived as the stream; its size is that of the archive
   * @throws IOException if the bytes are none of this kind; whatever the stream throws that is not
   *     from {@code archive} counts as damage, too
   */
  InputStream open(ByteSource archive) throws IOException;
}
