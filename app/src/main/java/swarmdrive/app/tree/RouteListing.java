package swarmdrive.app.tree;

import com.google.common.collect.ImmutableMap;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import swarmdrive.app.disk.Aside;
import swarmdrive.app.library.LibraryEntry;
import swarmdrive.engine.Torrent;
import swarmdrive.webdav.DavNode;

/**
 * A folder as it was seen.
 *
 * @param nodes by the names that they are shown under, in order
 * @param places of those that can be changed
 * @param aliases shown names by names on the disk, where they differ
 * @param waiting magnets without metadata: they become something else by themselves
 */
record RouteListing(
    Path folder,
    ImmutableMap<String, DavNode> nodes,
    ImmutableMap<String, Place> places,
    ImmutableMap<String, String> aliases,
    Instant changed,
    Instant seen,
    Map<String, LibraryEntry> entries,
    List<Torrent> waiting,
    RouteListings listings) {
  /** A folder that changed this lately may change again without another time of change. */
  private static final Duration RACY = Duration.ofSeconds(2);

  /** Their being there keeps macOS from reading everything to index it and to draw thumbnails. */
  private static final Set<String> IN_THE_ROOT =
      Set.of(".metadata_never_index", ".ql_disablethumbnails");

  @SuppressWarnings("ReferenceEquality") // the library gives the same map while nothing changed
  boolean stillTrue(Instant changedNow, Map<String, LibraryEntry> entriesNow) {
    return changed.equals(changedNow)
        && changed.plus(RACY).isBefore(seen)
        && entries == entriesNow
        && waiting.stream().allMatch(torrent -> torrent.metainfo().isEmpty());
  }

  /** What has this name, on the disk or as it is shown. */
  Optional<DavNode> child(String wanted) {
    DavNode node = nodes.get(aliases.getOrDefault(wanted, wanted));
    return node != null ? listings.refreshed(node) : hidden(wanted);
  }

  /** What is not listed: the file of a torrent, which clients that have put it look for. */
  private Optional<DavNode> hidden(String wanted) {
    if (entries.get(wanted) instanceof LibraryEntry.Loaded loaded) {
      return RouteListings.disk(wanted, loaded.file()).map(file -> file);
    }
    if (isRoot() && IN_THE_ROOT.contains(wanted)) {
      return Optional.of(new TreeFile(wanted, Instant.EPOCH, new TextOrigin("")));
    }
    return Optional.empty();
  }

  private boolean isRoot() {
    return listings.isRoot(folder);
  }

  /** What has this name, or would have, for those who change it. */
  Place place(String wanted) {
    String name = aliases.getOrDefault(wanted, wanted);
    Place place = places.get(name);
    if (place != null) {
      return place;
    }
    DavNode node = nodes.get(name);
    if (node != null) {
      return new Place.Fixed(node, "this is shown by swarmdrive and is no file of its own");
    }
    return entries.get(wanted) instanceof LibraryEntry.Loaded loaded
            && RouteListings.disk(wanted, loaded.file()).isPresent()
        ? new Place.Ordinary(loaded.file())
        : free(wanted);
  }

  private Place free(String wanted) {
    if (isRoot() && (wanted.equals(Aside.NAME) || IN_THE_ROOT.contains(wanted))) {
      return new Place.Closed("this name is swarmdrive's own");
    }
    Path file = below(folder, wanted);
    return file == null ? new Place.Closed("this system takes no such name") : new Place.Free(file);
  }

  /** Where a new entry is on the disk; null if it can be nowhere. */
  static @Nullable Path below(Path folder, String shown) {
    try {
      return folder.resolve(SafeName.original(shown));
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
