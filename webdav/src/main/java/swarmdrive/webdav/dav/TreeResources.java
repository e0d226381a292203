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
      return find(RequestTarget.parse(path).segments());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable NodeResource find(List<String> segments) throws IOException {
    boolean windows = !segments.isEmpty() && segments.getFirst().equalsIgnoreCase(WINDOWS_ROOT);
    List<String> path = windows ? segments.subList(1, segments.size()) : segments;
    DavNode node = root;
    for (String name : path) {
      Optional<DavNode> child =
          node instanceof DavFolder folder ? folder.child(name) : Optional.empty();
      if (child.isEmpty()) {
        return null;
      }
      node = child.get();
    }
    return FolderResource.of(node, path);
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
