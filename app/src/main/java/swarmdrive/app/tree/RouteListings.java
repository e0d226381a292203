package swarmdrive.app.tree;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableMap;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import swarmdrive.app.library.Library;
import swarmdrive.app.library.LibraryEntry;
import swarmdrive.engine.Torrent;
import swarmdrive.engine.TorrentFile;
import swarmdrive.webdav.DavNode;

/**
 * What lies in the library's folders, as nodes. A listing is kept as long as the folder's time of
 * change is the same and the library tells the same of it, so that a path is found without reading
 * folders. Safe for any number of threads.
 */
@Singleton
final class RouteListings {
  private static final int MOST_FOLDERS = 10_000;

  /** A folder that changed this lately may change again without another time of change. */
  private static final Duration RACY = Duration.ofSeconds(2);

  private final Library library;
  private final ArchiveFolders archives;
  private final TorrentNodes torrents;
  private final InstantSource clock;
  private final Cache<Path, Listing> known =
      CacheBuilder.newBuilder().maximumSize(MOST_FOLDERS).softValues().build();

  /**
   * A folder as it was seen.
   *
   * @param waiting magnets without metadata: they become something else by themselves
   */
  private record Listing(
      ImmutableMap<String, DavNode> nodes,
      Instant changed,
      Instant seen,
      Map<String, LibraryEntry> entries,
      List<Torrent> waiting) {
    @SuppressWarnings("ReferenceEquality") // the library gives the same map while nothing changed
    boolean stillTrue(Instant changedNow, Map<String, LibraryEntry> entriesNow) {
      return changed.equals(changedNow)
          && changed.plus(RACY).isBefore(seen)
          && entries == entriesNow
          && waiting.stream().allMatch(torrent -> torrent.metainfo().isEmpty());
    }
  }

  @Inject
  RouteListings(
      Library library, ArchiveFolders archives, TorrentNodes torrents, InstantSource clock) {
    this.library = library;
    this.archives = archives;
    this.torrents = torrents;
    this.clock = clock;
  }

  /** The folder's children by name, in order; ordinary files as they were when last listed. */
  ImmutableMap<String, DavNode> of(Path folder) throws IOException {
    Instant changed = Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toInstant();
    Map<String, LibraryEntry> entries = library.entries(folder);
    Listing listing = known.getIfPresent(folder);
    if (listing == null || !listing.stillTrue(changed, entries)) {
      listing = read(folder, changed, entries);
      known.put(folder, listing);
    }
    return listing.nodes;
  }

  /** The node with the file's size and time of now; empty if the file went. */
  Optional<DavNode> refreshed(DavNode node) {
    return switch (node) {
      case TreeFile(String name, Instant modified, DiskOrigin origin) ->
          disk(name, origin.file()).map(file -> file);
      case ArchiveFolder folder when folder.archive().origin() instanceof DiskOrigin origin ->
          disk(node.name(), origin.file()).map(file -> folder.over(file));
      default -> Optional.of(node);
    };
  }

  private static Optional<TreeFile> disk(String name, Path file) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return attributes.isRegularFile()
          ? Optional.of(
              new TreeFile(
                  name, attributes.lastModifiedTime().toInstant(), DiskOrigin.of(file, attributes)))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Listing read(Path folder, Instant changed, Map<String, LibraryEntry> entries)
      throws IOException {
    Instant seen = clock.instant();
    FolderBuilder builder = new FolderBuilder(archives);
    for (Path file : sorted(folder)) {
      if (!(entries.get(file.getFileName().toString()) instanceof LibraryEntry.Loaded)) {
        addOrdinary(builder, file);
      }
    }
    List<Torrent> waiting = new ArrayList<>();
    entries.values().forEach(entry -> addEntry(builder, entry, waiting));
    return new Listing(builder.build(), changed, seen, entries, waiting);
  }

  private static List<Path> sorted(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(files::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    files.sort(null);
    return files;
  }

  /** Links are shown if they name a file of the library; others would let the world in. */
  private void addOrdinary(FolderBuilder builder, Path file) {
    String wanted = file.getFileName().toString();
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      builder.addFolder(wanted, name -> new RouteFolder(name, file, this));
      return;
    }
    Path target = Files.isSymbolicLink(file) ? target(file) : file;
    disk(wanted, target)
        .ifPresent(
            found ->
                builder.addFile(
                    wanted, name -> new TreeFile(name, found.modified(), found.origin())));
  }

  /** The link itself, which is no regular file, if it leads out of the library or nowhere. */
  private Path target(Path link) {
    try {
      Path real = link.toRealPath();
      return real.startsWith(library.root()) ? real : link;
    } catch (IOException e) {
      return link;
    }
  }

  private void addEntry(FolderBuilder builder, LibraryEntry entry, List<Torrent> waiting) {
    switch (entry) {
      case LibraryEntry.Loaded loaded -> addTorrent(builder, loaded, waiting);
      case LibraryEntry.Damaged damaged -> addError(builder, damaged);
      case LibraryEntry.Arriving arriving -> {
        // its file is shown as what it is
      }
    }
  }

  private void addTorrent(
      FolderBuilder builder, LibraryEntry.Loaded loaded, List<Torrent> waiting) {
    Torrent torrent = loaded.torrent();
    Instant modified = loaded.modified();
    if (torrent.metainfo().isEmpty()) {
      waiting.add(torrent);
      builder.addFolder(loaded.name(), name -> new WaitingFolder(name, modified, torrent));
    } else if (torrent.metainfo().get().singleFile() && torrent.files().size() == 1) {
      TorrentFile file = torrent.files().getFirst();
      builder.addFile(file.path().getLast(), name -> torrents.file(torrent, file, name, modified));
    } else {
      builder.addFolder(
          loaded.name(), name -> new TorrentFolder(name, modified, torrent, torrents));
    }
  }

  private static void addError(FolderBuilder builder, LibraryEntry.Damaged damaged) {
    String file = damaged.file().getFileName().toString();
    TextOrigin text = new TextOrigin(file + " cannot be used: " + damaged.problem() + "\n");
    builder.addFile(file + ".error.txt", name -> new TreeFile(name, damaged.changed(), text));
  }
}
