package swarmdrive.app.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavNode;

/** A folder of the library; the root of the drive is one, too. */
record RouteFolder(String name, Path folder, RouteListings listings) implements DavFolder {
  @Override
  public Instant modified() {
    try {
      return Files.getLastModifiedTime(folder).toInstant();
    } catch (IOException e) {
      // it went; whoever looks into it will see that
      return Instant.EPOCH;
    }
  }

  @Override
  public Optional<DavNode> child(String wanted) throws IOException {
    DavNode node = listings.of(folder).get(wanted);
    return node == null ? Optional.empty() : listings.refreshed(node);
  }

  @Override
  public List<DavNode> children() throws IOException {
    return listings.of(folder).values().stream()
        .flatMap(node -> listings.refreshed(node).stream())
        .toList();
  }

  @Override
  public String notice() throws IOException {
    if (!listings.of(folder).isEmpty()) {
      return "";
    }
    return "This folder is empty. Copy a .torrent file, or a text file NAME.magnet with one magnet"
        + " link, to\n"
        + folder
        + "\nand it appears here at once. For instance:\n"
        + "curl -L -o '"
        + folder.resolve("NAME.torrent").toString().replace("'", "'\\''")
        + "' URL-OF-A-TORRENT";
  }
}
