package swarmdrive.app.tree;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import swarmdrive.engine.Torrent;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavNode;

/** The folder of a torrent of several files. Its nodes are made when somebody looks. */
record TorrentFolder(String name, Instant modified, Torrent torrent, TorrentNodes nodes)
    implements DavFolder {
  @Override
  public Optional<DavNode> child(String wanted) {
    return Optional.ofNullable(nodes.children(torrent, modified).get(wanted));
  }

  @Override
  public OptionalInt count() {
    return OptionalInt.of(nodes.children(torrent, modified).size());
  }

  @Override
  public List<DavNode> children() {
    return nodes.children(torrent, modified).values().asList();
  }

  @Override
  public String notice() {
    return torrent.status().problem();
  }
}
