package swarmdrive.app.tree;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import swarmdrive.engine.Torrent;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavNode;

/** The folder of a magnet whose metadata has not arrived. */
record WaitingFolder(String name, Instant modified, Torrent torrent) implements DavFolder {
  private static final String NOTE = "waiting for metadata.txt";

  @Override
  public Optional<DavNode> child(String wanted) {
    return wanted.equals(NOTE) ? Optional.of(note()) : Optional.empty();
  }

  @Override
  public List<DavNode> children() {
    return List.of(note());
  }

  private TreeFile note() {
    return new TreeFile(NOTE, modified, new TextOrigin(explanation() + "\n"));
  }

  @Override
  public String notice() {
    String problem = torrent.status().problem();
    return problem.isEmpty() ? explanation() : explanation() + "\n" + problem;
  }

  private String explanation() {
    return "The files of this magnet link are not known yet: a peer has to send their names first.\n"
        + "This folder fills by itself. Info hash: "
        + torrent.infoHash();
  }
}
