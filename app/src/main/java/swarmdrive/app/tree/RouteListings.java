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
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import swarmdrive.app.disk.Aside;
import swarmdrive.app.library.Library;
import swarmdrive.app.library.LibraryEntry;
import swarmdrive.engine.Torrent;
import swarmdrive.engine.TorrentFile;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavNode;

/**
 * What lies in the library's folders, as nodes. A listing is kept as long as the folder's time of
 * change is the same and the library tells the same of it, so that a path is found without reading
 * folders. Safe for any number of threads.
 */
@Singleton
final class RouteListings {
  private static final int MOST_FOLDERS = 10_000;

  private final Library library;
  private final ArchiveFolders archives;
  private final TorrentNodes torrents;
  private final InstantSource clock;
  private final Overlay overlay;
  private final Cache<Path, RouteListing> known =
      CacheBuilder.newBuilder().maximumSize(MOST_FOLDERS).softValues().build();

  @Inject
  RouteListings(
      Library library,
      ArchiveFolders archives,
      TorrentNodes torrents,
      DriveConfig config,
      InstantSource clock) {
    this.library = library;
    this.archives = archives;
    this.torrents = torrents;
    this.clock = clock;
    this.overlay = new Overlay(config.overlay(), this);
  }

  /** The folder's children by name, in order; ordinary files as they were when last listed. */
  ImmutableMap<String, DavNode> of(Path folder) throws IOException {
    return listing(folder).nodes();
  }

  boolean isRoot(Path folder) {
    return folder.equals(library.root());
  }

  boolean isOfLibrary(Path folder) {
    return folder.startsWith(library.root());
  }

  /** The folder as it is now. */
  RouteListing listing(Path folder) throws IOException {
    Instant changed = Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toInstant();
    Map<String, LibraryEntry> entries = library.entries(folder);
    RouteListing listing = known.getIfPresent(folder);
    if (listing == null || !listing.stillTrue(changed, entries)) {
      listing = read(folder, changed, entries);
      known.put(folder, listing);
    }
    return listing;
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

  /** An ordinary file as it is now; empty if it is none. */
  static Optional<TreeFile> disk(String name, Path file) {
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

  private RouteListing read(Path folder, Instant changed, Map<String, LibraryEntry> entries)
      throws IOException {
    Instant seen = clock.instant();
    ListingBuilder builder = new ListingBuilder(archives);
    for (Path file : sorted(folder)) {
      LibraryEntry entry = entries.get(file.getFileName().toString());
      if (!(entry instanceof LibraryEntry.Loaded)) {
        addOrdinary(builder, file);
      }
      // what went from the disk is gone, although the library may not have seen it yet
      if (entry != null) {
        addEntry(builder, entry);
      }
    }
    return builder.build(folder, changed, seen, entries, this);
  }

  private List<Path> sorted(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(files::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    files.removeIf(file -> isRoot(folder) && file.endsWith(Aside.NAME));
    files.sort(null);
    return files;
  }

  /** Links are shown if they name a file of the library; others would let the world in. */
  private void addOrdinary(ListingBuilder builder, Path file) {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      builder.addFolder(file, name -> new RouteFolder(name, file, this));
      return;
    }
    Path target = Files.isSymbolicLink(file) ? target(file) : file;
    disk(file.getFileName().toString(), target)
        .ifPresent(
            found ->
                builder.addFile(
                    file, name -> new TreeFile(name, found.modified(), found.origin())));
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

  private void addEntry(ListingBuilder builder, LibraryEntry entry) {
    switch (entry) {
      case LibraryEntry.Loaded loaded -> addTorrent(builder, loaded);
      case LibraryEntry.Damaged damaged -> addError(builder, damaged);
      case LibraryEntry.Arriving arriving -> {
        // its file is shown as what it is
      }
    }
  }

  private void addTorrent(ListingBuilder builder, LibraryEntry.Loaded loaded) {
    Torrent torrent = loaded.torrent();
    Instant modified = loaded.modified();
    if (torrent.metainfo().isEmpty()) {
      builder.addWaiting(
          loaded, name -> merged(torrent, new WaitingFolder(name, modified, torrent)));
    } else if (torrent.metainfo().get().singleFile() && torrent.files().size() == 1) {
      TorrentFile file = torrent.files().getFirst();
      String wanted = file.path().getLast();
      builder.addTorrent(loaded, wanted, name -> torrents.file(torrent, file, name, modified));
    } else {
      builder.addTorrent(
          loaded, name -> merged(torrent, new TorrentFolder(name, modified, torrent, torrents)));
    }
  }

  private MergedFolder merged(Torrent torrent, DavFolder folder) {
    return new MergedFolder(folder, overlay.of(torrent.infoHash()), overlay);
  }

  private static void addError(ListingBuilder builder, LibraryEntry.Damaged damaged) {
    String file = damaged.file().getFileName().toString();
    TextOrigin text = new TextOrigin(file + " cannot be used: " + damaged.problem() + "\n");
    builder.addText(file + ".error.txt", name -> new TreeFile(name, damaged.changed(), text));
  }
}
