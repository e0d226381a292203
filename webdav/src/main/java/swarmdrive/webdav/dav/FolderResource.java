package swarmdrive.webdav.dav;

import io.milton.resource.CollectionResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavNode;

/** A folder as milton sees it. */
final class FolderResource extends NodeResource implements CollectionResource {
  private final DavFolder folder;

  FolderResource(DavFolder folder, List<String> path) {
    super(folder, path);
    this.folder = folder;
  }

  DavFolder folder() {
    return folder;
  }

  @Override
  public @Nullable NodeResource child(String name) {
    try {
      return folder.child(name).map(node -> of(node, below(name))).orElse(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<NodeResource> getChildren() {
    try {
      return folder.children().stream().map(node -> of(node, below(node.name()))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static NodeResource of(DavNode node, List<String> path) {
    return switch (node) {
      case DavFolder folder -> new FolderResource(folder, path);
      case swarmdrive.webdav.DavFile file -> new FileResource(file, path);
    };
  }
}
