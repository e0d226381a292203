package swarmdrive.app.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import swarmdrive.webdav.DavNode;

/** A folder of the library, or of an overlay; the root of the drive is one, too. */
record RouteFolder(String name, Path folder, RouteListings listings) implements PlaceFolder {
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
    return listings.listing(folder).child(wanted);
  }

  @Override
  public List<DavNode> children() throws IOException {
    return listings.of(folder).values().stream()
        .flatMap(node -> listings.refreshed(node).stream())
        .toList();
  }

  @Override
  public Place place(String wanted) throws IOException {
    return listings.listing(folder).place(wanted);
  }

  @Override
  public String notice() throws IOException {
    if (!listings.isOfLibrary(folder) || !listings.of(folder).isEmpty()) {
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
