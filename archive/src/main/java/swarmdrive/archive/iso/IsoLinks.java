package swarmdrive.archive.iso;

import java.util.ArrayList;
import java.util.List;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.tree.TreeBuilder;

/**
 * Symbolic links of one image. A link to a file in the image is shown as that file; links to
 * folders, out of the image or to nothing are not shown. Not thread-safe.
 */
final class IsoLinks {
  /** Of a link that leads to a link that leads to a link. */
  private static final int MAX_STEPS = 8;

  /** Characters of paths and targets that are remembered. */
  private static final int MAX_TEXT = 32 << 20;

  private record Link(int id, String path, String target) {}

  private List<Link> open = new ArrayList<>();
  private int text;
  private int hidden;

  /**
   * Adds a link.
   *
   * @param folder path of the link's folder, with a slash behind, empty for the root
   */
  void add(int id, String folder, String name, String target) {
    text += 2 * folder.length() + name.length() + target.length();
    if (text > MAX_TEXT || text < 0) {
      text = MAX_TEXT;
      hidden++;
    } else if (target.startsWith("/")) {
      hidden++;
    } else {
      open.add(new Link(id, folder + name, folder + target));
    }
  }

  /** Adds those that lead somewhere to the tree, whose files are settled. */
  void resolve(TreeBuilder tree, IsoMembers members) throws ArchiveException {
    for (int step = 0; step < MAX_STEPS && !open.isEmpty(); step++) {
      List<Link> left = new ArrayList<>();
      for (Link link : open) {
        int target = tree.find(link.target);
        if (target < 0) {
          left.add(link);
        } else {
          members.link(link.id, target);
          tree.add(link.path, false, link.id);
        }
      }
      open = left;
    }
  }

  /** How many are not shown. */
  int hidden() {
    return hidden + open.size();
  }
}
