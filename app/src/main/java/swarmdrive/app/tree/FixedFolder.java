package swarmdrive.app.tree;

import com.google.common.collect.ImmutableMap;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavNode;

/** A folder whose children are known, such as a torrent's. */
record FixedFolder(
    String name, Instant modified, ImmutableMap<String, DavNode> nodes, String notice)
    implements DavFolder {
  @Override
  public Optional<DavNode> child(String wanted) {
    return Optional.ofNullable(nodes.get(wanted));
  }

  @Override
  public OptionalInt count() {
    return OptionalInt.of(nodes.size());
  }

  @Override
  public List<DavNode> children() {
    return nodes.values().asList();
  }
}
