package swarmdrive.archive.tree;

import java.util.ArrayList;
import java.util.List;
import swarmdrive.archive.ArchiveException;

/**
 * Links of one archive. A link to a file in the archive is shown as that file; links to folders,
 * out of the archive or to nothing are not shown. Not thread-safe.
 */
public final class MemberLinks {
  /** Gives a link what it leads to. */
  public interface Linking {
    void link(int id, int target);
  }

  /** Of a link that leads to a link that leads to a link. */
  private static final int MAX_STEPS = 8;

  /** Characters of paths and targets that are remembered. */
  private static final int MAX_TEXT = 32 << 20;

  private record Link(int id, String path, String target) {}

  private List<Link> open = new ArrayList<>();
  private int text;
  private int hidden;

  /** A second name of a member, told from the archive's root. */
  public void addHard(int id, String path, String target) {
    add(new Link(id, path, target));
  }

  /** A way to a member, told from the link's folder. */
  public void addSymbolic(int id, String path, String target) {
    if (target.startsWith("/")) {
      hidden++;
    } else {
      add(new Link(id, path, path.substring(0, path.lastIndexOf('/') + 1) + target));
    }
  }

  private void add(Link link) {
    text += link.path.length() + link.target.length();
    if (text > MAX_TEXT || text < 0) {
      text = MAX_TEXT;
      hidden++;
    } else {
      open.add(link);
    }
  }

  /** Adds those that lead somewhere to the tree, whose files are settled. */
  public void resolve(TreeBuilder tree, Linking members) throws ArchiveException {
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
  public int hidden() {
    return hidden + open.size();
  }
}
