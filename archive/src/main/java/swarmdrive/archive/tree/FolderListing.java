package swarmdrive.archive.tree;

import com.google.common.collect.ImmutableList;
import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import swarmdrive.archive.ArchiveEntry;

/** One folder's entries, each made when it is asked for: a folder may have 100,000. */
final class FolderListing extends AbstractList<ArchiveEntry> implements RandomAccess {
  private final MemberTree tree;
  private final ImmutableList<String> folder;
  private final int from;
  private final int to;

  FolderListing(MemberTree tree, ImmutableList<String> folder, int from, int to) {
    this.tree = tree;
    this.folder = folder;
    this.from = from;
    this.to = to;
  }

  @Override
  public ArchiveEntry get(int index) {
    int node = from + Objects.checkIndex(index, size());
    ImmutableList<String> path =
        ImmutableList.<String>builderWithExpectedSize(folder.size() + 1)
            .addAll(folder)
            .add(tree.name(node))
            .build();
    return tree.entry(path, node);
  }

  @Override
  public int size() {
    return to - from;
  }
}
