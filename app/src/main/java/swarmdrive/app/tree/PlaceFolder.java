package swarmdrive.app.tree;

import java.io.IOException;
import swarmdrive.webdav.DavFolder;

/** A folder in which something can be changed. */
interface PlaceFolder extends DavFolder {
  /** What has this name in it, or would have. */
  Place place(String name) throws IOException;
}
