package swarmdrive.app.download;

import java.io.IOException;
import java.nio.channels.InterruptedByTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import swarmdrive.app.tree.TorrentTree;
import swarmdrive.engine.Torrent;
import swarmdrive.webdav.DavFile;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavNode;

/** Which files of a torrent are wanted, and where each goes. */
public final class Selection {
  private final TorrentTree tree;
  private final Duration patience;
  private final Map<Path, DavFile> files = new LinkedHashMap<>();

  /**
   * Nothing yet.
   *
   * @param patience longest wait for an archive's directory
   */
  public Selection(TorrentTree tree, Duration patience) {
    this.tree = tree;
    this.patience = patience;
  }

  /** Everything, under the torrent's own name. */
  public void addAll(Torrent torrent, Path folder) throws IOException {
    DavFolder root = tree.of(torrent);
    add(root, root.name().isEmpty() ? folder : folder.resolve(root.name()));
  }

  /**
   * A file, a folder, or a member of an archive, under its last name.
   *
   * @param wanted path in the torrent, with slashes
   * @throws IOException if there is no such thing
   */
  public void add(Torrent torrent, String wanted, Path folder) throws IOException {
    List<String> path = List.of(wanted.replaceAll("^/+|/+$", "").split("/+"));
    DavNode node =
        find(torrent, path)
            .orElseThrow(() -> new IOException("there is no " + wanted + " in the torrent"));
    add(node, folder.resolve(node.name()));
  }

  private Optional<DavNode> find(Torrent torrent, List<String> path) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return tree.find(tree.of(torrent), path);
      } catch (InterruptedByTimeoutException e) {
        if (System.nanoTime() >= end) {
          throw new IOException("the archive's directory did not come in time", e);
        }
      }
    }
  }

  private void add(DavNode node, Path target) throws IOException {
    switch (node) {
      case DavFile file -> files.put(target, file);
      case DavFolder folder -> {
        for (DavNode child : tree.contents(folder)) {
          add(child, target.resolve(child.name()));
        }
      }
    }
  }

  /** Files by where they go, in order. */
  public Map<Path, DavFile> files() {
    return files;
  }

  /** Bytes of all. */
  public long size() {
    return files.values().stream().mapToLong(DavFile::size).sum();
  }

  /** Those that exist already. */
  public List<Path> existing() {
    List<Path> existing = new ArrayList<>(files.keySet());
    existing.removeIf(
        file -> !java.nio.file.Files.exists(file, java.nio.file.LinkOption.NOFOLLOW_LINKS));
    return existing;
  }
}
