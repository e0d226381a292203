package swarmdrive.webdav.dav;

import io.milton.http.ResourceFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavNode;
import swarmdrive.webdav.http.HttpStatusException;
import swarmdrive.webdav.http.RequestTarget;

/** Finds what a path names, one segment after the other. Any thread. */
final class TreeResources implements ResourceFactory {
  private static final String WINDOWS_ROOT = "DavWWWRoot";
  private final DavFolder root;

  /**
   * @param root of the server: the drive, or the folders above it
   */
  TreeResources(DavFolder root) {
    this.root = root;
  }

  /**
   * @param path encoded, as in a request line
   */
  @Override
  public @Nullable NodeResource getResource(@Nullable String host, String path) {
    try {
      return find(path(RequestTarget.parse(path))).orElse(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names from the server's root down: Windows may put one of its own before them. */
  List<String> path(RequestTarget target) {
    List<String> segments = target.segments();
    boolean windows = !segments.isEmpty() && segments.getFirst().equalsIgnoreCase(WINDOWS_ROOT);
    return windows ? segments.subList(1, segments.size()) : segments;
  }

  /** What is there; empty if nothing is. */
  Optional<NodeResource> find(List<String> path) {
    try {
      DavNode node = root;
      for (String name : path) {
        Optional<DavNode> child =
            node instanceof DavFolder folder ? folder.child(name) : Optional.empty();
        if (child.isEmpty()) {
          return Optional.empty();
        }
        node = child.get();
      }
      return Optional.of(FolderResource.of(node, path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws HttpStatusException 404 if there is nothing
   */
  NodeResource require(String path) throws HttpStatusException {
    NodeResource found = getResource(null, path);
    if (found == null) {
      throw new HttpStatusException(404, "There is nothing here");
    }
    return found;
  }
}
