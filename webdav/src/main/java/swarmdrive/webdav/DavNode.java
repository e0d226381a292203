package swarmdrive.webdav;

import java.time.Instant;

/** An entry of the tree that is served. */
public sealed interface DavNode permits DavFolder, DavFile {
  /** One path segment, in NFC, safe for every client's file system; empty for the root only. */
  String name();

  /** Last modification; stable as long as the content is the same. */
  Instant modified();
}
