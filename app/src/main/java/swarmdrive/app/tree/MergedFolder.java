package swarmdrive.app.tree;

import com.google.common.collect.Lists;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavNode;

/**
 * A folder of a torrent, and what clients have written into it: the torrent's own entries stay as
 * they are and come first where names meet.
 *
 * @param own as the torrent has it
 * @param written folder of the overlay; there need not be any
 */
record MergedFolder(DavFolder own, Path written, Overlay overlay) implements PlaceFolder {
  private static final String OWN = "a torrent's own files stay as they are";

  @Override
  public String name() {
    return own.name();
  }

  @Override
  public Instant modified() {
    return own.modified();
  }

  @Override
  public String notice() throws IOException {
    return own.notice();
  }

  @Override
  public Optional<DavNode> child(String wanted) throws IOException {
    Optional<DavNode> found = own.child(wanted);
    return found.isPresent() ? found.map(this::merged) : writtenChild(wanted);
  }

  private Optional<DavNode> writtenChild(String wanted) throws IOException {
    return overlay.nodes(written).isEmpty() ? Optional.empty() : folder().child(wanted);
  }

  /** Folders of a torrent can be written into; those of archives cannot. */
  private DavNode merged(DavNode node) {
    return node instanceof FixedFolder folder
        ? new MergedFolder(folder, written.resolve(folder.name()), overlay)
        : node;
  }

  private RouteFolder folder() {
    return overlay.folder(written);
  }

  /** Known where nobody has written. */
  @Override
  public OptionalInt count() {
    return overlay.exists(written) ? OptionalInt.empty() : own.count();
  }

  @Override
  public List<DavNode> children() throws IOException {
    if (overlay.nodes(written).isEmpty()) {
      return Lists.transform(own.children(), this::merged);
    }
    List<DavNode> nodes = new ArrayList<>();
    own.children().forEach(node -> nodes.add(merged(node)));
    for (DavNode node : folder().children()) {
      if (!DesktopNames.isWritten(node.name()) && own.child(node.name()).isEmpty()) {
        nodes.add(node);
      }
    }
    nodes.sort(ListingOrder.BY_NAME);
    return nodes;
  }

  @Override
  public Place place(String name) throws IOException {
    Optional<DavNode> found = own.child(name);
    if (found.isPresent()) {
      return new Place.Fixed(merged(found.get()), OWN);
    }
    if (!overlay.nodes(written).isEmpty()) {
      return folder().place(name);
    }
    Path file = RouteListing.below(written, name);
    return file == null ? new Place.Closed("this system takes no such name") : new Place.Free(file);
  }
}
