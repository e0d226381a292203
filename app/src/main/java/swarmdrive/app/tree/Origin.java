package swarmdrive.app.tree;

import java.io.IOException;
import swarmdrive.webdav.DavContent;

/** Where a file's bytes come from. Immutable, safe for any number of threads. */
interface Origin {
  /** Bytes. */
  long size();

  /** Strong and stable: equal only for equal bytes; printable ASCII without quotes. */
  String tag();

  /** Opens the bytes for one request; reads nothing. */
  DavContent open() throws IOException;

  /** As {@link #open}, for bytes that are needed again and again: an archive's directory. */
  default DavContent openIndex() throws IOException {
    return open();
  }
}
