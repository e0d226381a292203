package swarmdrive.app.tree;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableMap;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import swarmdrive.engine.Torrent;
import swarmdrive.engine.TorrentFile;
import swarmdrive.webdav.DavNode;

/**
 * Torrents as nodes of the drive: the files that the metainfo names, as folders and files with safe
 * names. Made when somebody looks, kept while there is room. Safe for any number of threads.
 */
@Singleton
final class TorrentNodes {
  /** Files of all torrents that are kept as nodes, a few hundred bytes each. */
  private static final long MOST_FILES = 200_000;

  private final ArchiveFolders archives;
  private final LateReaders lateReaders;
  private final Cache<Key, ImmutableMap<String, DavNode>> known =
      CacheBuilder.newBuilder()
          .maximumWeight(MOST_FILES)
          .concurrencyLevel(1)
          .<Key, ImmutableMap<String, DavNode>>weigher(
              (key, nodes) -> key.torrent.files().size() + 1)
          .build();

  /** The torrent by identity: one that was removed and added again has other files. */
  private record Key(Torrent torrent, Instant modified) {}

  @Inject
  TorrentNodes(ArchiveFolders archives, LateReaders lateReaders) {
    this.archives = archives;
    this.lateReaders = lateReaders;
  }

  /** What lies in the folder of a torrent of several files. */
  ImmutableMap<String, DavNode> children(Torrent torrent, Instant modified) {
    Key key = new Key(torrent, modified);
    ImmutableMap<String, DavNode> nodes = known.getIfPresent(key);
    if (nodes == null) {
      nodes = build(torrent, modified);
      known.put(key, nodes);
    }
    return nodes;
  }

  /** One file of the torrent under a name that is safe already. */
  TreeFile file(Torrent torrent, TorrentFile file, String name, Instant modified) {
    return new TreeFile(name, modified, new TorrentOrigin(torrent.infoHash(), file, lateReaders));
  }

  private ImmutableMap<String, DavNode> build(Torrent torrent, Instant modified) {
    Branch root = new Branch();
    torrent.files().forEach(file -> root.add(file, 0));
    return nodes(torrent, root, modified);
  }

  private ImmutableMap<String, DavNode> nodes(Torrent torrent, Branch branch, Instant modified) {
    FolderBuilder folder = new FolderBuilder(archives);
    branch.branches.forEach(
        (wanted, inner) ->
            folder.addFolder(
                wanted,
                name -> new FixedFolder(name, modified, nodes(torrent, inner, modified), "")));
    for (TorrentFile file : branch.files) {
      folder.addFile(file.path().getLast(), name -> file(torrent, file, name, modified));
    }
    return folder.build();
  }

  /** A folder of the metainfo, by its names as they came. */
  private static final class Branch {
    /** Deeper folders of a hostile torrent are taken together. */
    static final int MOST_DEPTH = 100;

    final Map<String, Branch> branches = new LinkedHashMap<>();
    final List<TorrentFile> files = new java.util.ArrayList<>();

    void add(TorrentFile file, int depth) {
      List<String> path = file.path();
      if (depth >= Math.min(path.size() - 1, MOST_DEPTH)) {
        files.add(file);
      } else {
        branches.computeIfAbsent(path.get(depth), name -> new Branch()).add(file, depth + 1);
      }
    }
  }
}
