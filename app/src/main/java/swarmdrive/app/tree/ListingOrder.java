package swarmdrive.app.tree;

import java.util.Comparator;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavNode;

/** Folders first, then files and the folders of archives beside them, by name. */
final class ListingOrder {
  static final Comparator<DavNode> BY_NAME =
      Comparator.<DavNode>comparingInt(node -> isPlainFolder(node) ? 0 : 1)
          .thenComparing(DavNode::name, String.CASE_INSENSITIVE_ORDER)
          .thenComparing(DavNode::name);

  private ListingOrder() {}

  private static boolean isPlainFolder(DavNode node) {
    return node instanceof DavFolder
        && !(node instanceof ArchiveFolder folder && folder.path().isEmpty());
  }
}
