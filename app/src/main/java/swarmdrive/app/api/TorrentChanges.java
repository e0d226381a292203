package swarmdrive.app.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells one client what became different since it was told last. Used by one thread. */
final class TorrentChanges {
  private Map<Key, TorrentInfo> told = Map.of();

  /** What names a library file. */
  record Key(String route, String file) {}

  /**
   * The difference.
   *
   * @param changed torrents that are new or different
   * @param removed library files that went
   */
  record Changed(List<TorrentInfo> changed, List<Key> removed) {
    @com.fasterxml.jackson.annotation.JsonIgnore
    boolean isEmpty() {
      return changed.isEmpty() && removed.isEmpty();
    }
  }

  Changed since(List<TorrentInfo> now) {
    Map<Key, TorrentInfo> next = new HashMap<>();
    List<TorrentInfo> changed = new ArrayList<>();
    for (TorrentInfo torrent : now) {
      Key key = new Key(torrent.route(), torrent.file());
      next.put(key, torrent);
      if (!torrent.equals(told.get(key))) {
        changed.add(torrent);
      }
    }
    List<Key> removed = told.keySet().stream().filter(key -> !next.containsKey(key)).toList();
    told = next;
    return new Changed(changed, removed);
  }
}
