package swarmdrive.app.tree;

import com.google.common.collect.ImmutableMap;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import swarmdrive.engine.Torrent;
import swarmdrive.engine.TorrentFile;
import swarmdrive.webdav.DavFile;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavNode;

/** One torrent as the drive shows it, archives as folders beside them. For any thread. */
public final class TorrentTree {
  private final TorrentNodes torrents;
  private final ArchiveFolders archives;

  @Inject
  TorrentTree(TorrentNodes torrents, ArchiveFolders archives) {
    this.torrents = torrents;
    this.archives = archives;
  }

  /** The torrent's files, whose names are safe; a folder, also if it is one file. */
  public DavFolder of(Torrent torrent) {
    if (torrent.metainfo().isPresent() && torrent.metainfo().get().singleFile()) {
      FolderBuilder builder = new FolderBuilder(archives);
      for (TorrentFile file : torrent.files()) {
        builder.addFile(
            file.path().getLast(), name -> torrents.file(torrent, file, name, torrent.created()));
      }
      ImmutableMap<String, DavNode> nodes = builder.build();
      return new FixedFolder("", torrent.created(), nodes, "");
    }
    return new TorrentFolder(SafeName.of(torrent.name()), torrent.created(), torrent, torrents);
  }

  /**
   * What a path names. Below an archive's name follow its members, without the suffix that the
   * drive's folder has.
   *
   * @param path names as the torrent has them or as the drive shows them
   * @throws java.nio.channels.InterruptedByTimeoutException if an archive's directory did not come
   *     yet; it goes on coming
   */
  public Optional<DavNode> find(DavFolder root, List<String> path) throws IOException {
    Optional<DavNode> node = Optional.of(root);
    DavFolder parent = root;
    for (String segment : path) {
      // members are in the folder beside their archive
      Optional<DavNode> folder =
          node.get() instanceof DavFile archive
              ? parent.child(archives.folderName(archive.name()))
              : node;
      if (!(folder.orElse(null) instanceof DavFolder into)) {
        return Optional.empty();
      }
      parent = into;
      node = child(into, segment);
      if (node.isEmpty()) {
        return node;
      }
    }
    return node;
  }

  private static Optional<DavNode> child(DavFolder folder, String name) throws IOException {
    Optional<DavNode> exact = folder.child(name);
    return exact.isPresent() ? exact : folder.child(SafeName.of(name));
  }

  /** What lies in a folder, without the folders of archives that lie there themselves. */
  public List<DavNode> contents(DavFolder folder) throws IOException {
    List<DavNode> children = folder.children();
    List<String> members = new ArrayList<>();
    for (DavNode child : children) {
      if (child instanceof DavFile) {
        members.add(archives.folderName(child.name()));
      }
    }
    return children.stream()
        .filter(child -> child instanceof DavFile || !members.contains(child.name()))
        .toList();
  }
}
