package swarmdrive.app.tree;

import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import swarmdrive.app.library.LibraryEntry;
import swarmdrive.engine.Torrent;
import swarmdrive.webdav.DavNode;

/** Puts a listing together: nodes, and where those lie that can be changed. Used by one thread. */
final class ListingBuilder {
  private final FolderBuilder folder;
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, String> aliases = new HashMap<>();
  private final List<Torrent> waiting = new ArrayList<>();

  ListingBuilder(ArchiveFolders archives) {
    this.folder = new FolderBuilder(archives);
  }

  void addFolder(Path file, Function<String, DavNode> node) {
    folder.addFolder(onDisk(file), name -> ordinary(file, node.apply(name)));
  }

  void addFile(Path file, Function<String, TreeFile> node) {
    folder.addFile(onDisk(file), name -> ordinary(file, node.apply(name)));
  }

  private static String onDisk(Path file) {
    return file.getFileName().toString();
  }

  private <N extends DavNode> N ordinary(Path file, N node) {
    places.put(node.name(), new Place.Ordinary(file));
    String onDisk = Normalizer.normalize(onDisk(file), Normalizer.Form.NFC);
    if (!onDisk.equals(node.name())) {
      aliases.putIfAbsent(onDisk, node.name());
    }
    return node;
  }

  /** Something that swarmdrive says. */
  void addText(String wanted, Function<String, TreeFile> node) {
    folder.addFile(wanted, node);
  }

  /** A torrent of several files. */
  void addTorrent(LibraryEntry.Loaded entry, Function<String, DavNode> node) {
    folder.addFolder(entry.name(), name -> ofTorrent(entry, node.apply(name)));
  }

  /** A torrent of a single file. */
  void addTorrent(LibraryEntry.Loaded entry, String wanted, Function<String, TreeFile> node) {
    folder.addFile(wanted, name -> ofTorrent(entry, node.apply(name)));
  }

  /** A magnet without metadata. */
  void addWaiting(LibraryEntry.Loaded entry, Function<String, DavNode> node) {
    waiting.add(entry.torrent());
    addTorrent(entry, node);
  }

  private <N extends DavNode> N ofTorrent(LibraryEntry.Loaded entry, N node) {
    places.put(node.name(), new Place.OfTorrent(entry.file(), node));
    return node;
  }

  RouteListing build(
      Path path,
      Instant changed,
      Instant seen,
      Map<String, LibraryEntry> entries,
      RouteListings listings) {
    ImmutableMap<String, DavNode> nodes = folder.build();
    aliases.keySet().removeAll(nodes.keySet());
    return new RouteListing(
        path,
        nodes,
        ImmutableMap.copyOf(places),
        ImmutableMap.copyOf(aliases),
        changed,
        seen,
        entries,
        List.copyOf(waiting),
        listings);
  }
}
