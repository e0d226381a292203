package swarmdrive.app.tree;

import java.io.IOException;
import java.time.Instant;
import swarmdrive.webdav.DavContent;
import swarmdrive.webdav.DavFile;

/** A file of the drive, wherever its bytes come from. */
record TreeFile(String name, Instant modified, Origin origin) implements DavFile {
  @Override
  public long size() {
    return origin.size();
  }

  @Override
  public String etag() {
    return origin.tag();
  }

  @Override
  public String contentType() {
    return MediaTypes.of(name);
  }

  @Override
  public DavContent open() throws IOException {
    return origin.open();
  }
}
