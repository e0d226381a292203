package swarmdrive.app.tree;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavNode;

/** Finds what a path of the drive is on the disk. Any thread. */
final class Places {
  private final DavFolder root;

  @Inject
  Places(DavFolder root) {
    this.root = root;
  }

  /**
   * What is at a path, or would be.
   *
   * @throws NoSuchFileException if there is no folder that it could be in
   */
  Place at(List<String> path) throws IOException {
    DavFolder parent = root;
    for (String name : path.subList(0, path.size() - 1)) {
      Optional<DavNode> child = parent.child(name);
      if (!(child.orElse(null) instanceof DavFolder folder)) {
        throw new NoSuchFileException(String.join("/", path));
      }
      parent = folder;
    }
    if (parent instanceof PlaceFolder folder) {
      return folder.place(path.getLast());
    }
    String reason = "what lies in an archive stays as it is";
    return parent
        .child(path.getLast())
        .<Place>map(node -> new Place.Fixed(node, reason))
        .orElseGet(() -> new Place.Closed(reason));
  }
}
