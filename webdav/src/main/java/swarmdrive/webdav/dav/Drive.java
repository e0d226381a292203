package swarmdrive.webdav.dav;

import java.util.List;
import swarmdrive.webdav.DavProperties;
import swarmdrive.webdav.DavWriter;

/**
 * What the handlers share: the tree, who changes it, and what clients have said about it.
 *
 * @param depth segments of the drive's own path
 */
record Drive(
    TreeResources resources,
    int depth,
    DavWriter writer,
    DavProperties properties,
    LockTable locks) {
  boolean writable() {
    return writer.writable();
  }

  /** Names from the drive's root down, as {@link DavWriter} wants them. */
  List<String> inside(List<String> path) {
    return path.subList(Math.min(depth, path.size()), path.size());
  }

  /** Whether the path is that of an entry of the drive, not of its root or of what is above. */
  boolean isEntry(List<String> path) {
    return path.size() > depth;
  }
}
