package swarmdrive.webdav.dav;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavNode;

/**
 * The children of one PROPFIND. Those that are at hand are asked for when they are written, so that
 * the answer begins before; the others when it can still become an error. Request's thread.
 *
 * @param count how many there are
 */
record PropFindChildren(int count, Source source) {
  /** Where they come from. */
  interface Source {
    List<DavNode> children() throws IOException;
  }

  static final PropFindChildren NONE = new PropFindChildren(0, List::of);

  static PropFindChildren of(DavFolder folder) throws IOException {
    OptionalInt atHand = folder.count();
    if (atHand.isPresent()) {
      return new PropFindChildren(atHand.getAsInt(), folder::children);
    }
    List<DavNode> children = folder.children();
    return new PropFindChildren(children.size(), () -> children);
  }

  List<DavNode> list() throws IOException {
    return source.children();
  }
}
