package swarmdrive.archive.rar;

import org.jspecify.annotations.Nullable;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.parts.Parts;
import swarmdrive.archive.tree.MemberLinks;
import swarmdrive.archive.tree.MemberTree;
import swarmdrive.archive.tree.TreeBuilder;

/** Takes members in the archive's order, and puts those in several volumes together. Used once. */
final class RarContent {
  private final RarMembers members;
  private final TreeBuilder tree;
  private final MemberLinks links = new MemberLinks();
  private @Nullable RarMember first; // of a member that goes on in the next volume
  private Parts.Builder parts = new Parts.Builder();
  private boolean complete;
  private int incomplete;
  private int hidden;

  RarContent(ArchiveConfig config) {
    members = new RarMembers(config.maxEntries());
    tree = new TreeBuilder(config.maxEntries());
  }

  /**
   * Adds what a header says.
   *
   * @param there true if its bytes are all in the archive
   */
  void add(RarMember member, boolean there) throws ArchiveException {
    RarMember begun = first;
    first = null;
    if (begun != null && member.goesOnFromBefore() && member.path().equals(begun.path())) {
      goOn(begun, member, there);
      return;
    }
    if (begun != null) {
      addFile(begun, false);
    }
    parts = new Parts.Builder();
    complete = !member.goesOnFromBefore();
    switch (member.kind()) {
      case FILE -> goOn(member, member, there);
      case FOLDER -> tree.add(member.path(), true, members.add(member.modified()));
      case SYMBOLIC_LINK ->
          links.addSymbolic(members.add(member.modified()), member.path(), target(member));
      case HARD_LINK ->
          links.addHard(members.add(member.modified()), member.path(), target(member));
      case OTHER -> hidden++;
    }
  }

  private static String target(RarMember member) {
    return member.target() == null ? "" : member.target();
  }

  private void goOn(RarMember begun, RarMember member, boolean there) throws ArchiveException {
    complete &= there;
    parts.add(member.position(), member.packed());
    if (member.goesOn()) {
      first = begun;
    } else {
      addFile(begun, complete);
    }
  }

  private void addFile(RarMember begun, boolean whole) throws ArchiveException {
    incomplete += whole ? 0 : 1;
    tree.add(begun.path(), false, members.add(begun, parts, whole));
  }

  /** The finished tree. */
  MemberTree build() throws ArchiveException {
    if (first != null) {
      addFile(first, false);
      first = null;
    }
    tree.settle(true);
    links.resolve(tree, members::link);
    members.trim();
    return tree.build(members);
  }

  RarMembers members() {
    return members;
  }

  /** Members that are not all there. */
  int incomplete() {
    return incomplete;
  }

  /** Members that are not shown. */
  int hidden() {
    return hidden + tree.hidden() + links.hidden();
  }
}
