package swarmdrive.app.tree;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import swarmdrive.webdav.DavNode;

/**
 * Puts a folder's children together: those that are there get their names first, in the order in
 * which they are added, then the folders of archives beside them. Used by one thread.
 */
final class FolderBuilder {
  private final ArchiveFolders archives;
  private final Names names = new Names();
  private final List<DavNode> nodes = new ArrayList<>();

  FolderBuilder(ArchiveFolders archives) {
    this.archives = archives;
  }

  /** Adds a folder, made from the name that it gets. */
  void addFolder(String wanted, Function<String, DavNode> folder) {
    nodes.add(folder.apply(names.takeForFolder(wanted)));
  }

  /** Adds a file, made from the name that it gets. */
  void addFile(String wanted, Function<String, TreeFile> file) {
    nodes.add(file.apply(names.takeForFile(wanted)));
  }

  /** Everything that was added, and the archives' folders. */
  ImmutableMap<String, DavNode> build() {
    List<TreeFile> files =
        nodes.stream().filter(TreeFile.class::isInstance).map(TreeFile.class::cast).toList();
    Volumes volumes = new Volumes(files);
    for (TreeFile file : files) {
      archives.archive(volumes.whole(file), 0).ifPresent(archive -> addBeside(file, archive));
    }
    nodes.sort(ListingOrder.BY_NAME);
    ImmutableMap.Builder<String, DavNode> children =
        ImmutableMap.builderWithExpectedSize(nodes.size());
    nodes.forEach(node -> children.put(node.name(), node));
    return children.buildOrThrow();
  }

  private void addBeside(TreeFile file, Archive archive) {
    nodes.add(archives.folder(names.takeForFolder(archives.folderName(file.name())), archive));
  }
}
