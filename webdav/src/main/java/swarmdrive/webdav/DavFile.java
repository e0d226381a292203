package swarmdrive.webdav;

import java.io.IOException;

/** A file of a fixed size. */
public non-sealed interface DavFile extends DavNode {
  /** Bytes. */
  long size();

  /**
   * Strong entity tag without quotes: printable ASCII, equal only for equal bytes (RFC 9110,
   * 8.8.3).
   */
  String etag();

  /** Media type, for instance {@code video/mp4}; {@code application/octet-stream} if unknown. */
  String contentType();

  /** Opens the bytes for one request. Costs nothing until something is read. */
  DavContent open() throws IOException;
}
