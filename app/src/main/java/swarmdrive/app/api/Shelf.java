package swarmdrive.app.api;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import swarmdrive.app.library.Library;
import swarmdrive.app.library.LibraryEntry;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.Torrent;
import swarmdrive.engine.TorrentEngine;
import swarmdrive.engine.metainfo.Magnet;
import swarmdrive.engine.metainfo.Metainfo;

/**
 * Changes the library's files, which is how torrents are added, moved and removed; then waits until
 * the library has seen it, so that who asks next sees it, too. For any thread.
 */
@Singleton
final class Shelf {
  /** The system reports changes at once; a look at everything finds the rest later. */
  private static final Duration SEEN = Duration.ofSeconds(5);

  private static final int MOST_NAMESAKES = 1_000;

  private final Library library;
  private final TorrentEngine engine;
  private final TorrentList torrents;

  /**
   * What an addition led to.
   *
   * @param created whether it is new
   */
  record Added(LibraryEntry entry, boolean created) {}

  @Inject
  Shelf(Library library, TorrentEngine engine, TorrentList torrents) {
    this.library = library;
    this.engine = engine;
    this.torrents = torrents;
  }

  Path root() {
    return library.root();
  }

  /** Adds a torrent; one that is here already stays where it is, a magnet gets its metadata. */
  Added add(Metainfo metainfo, String route, String name) throws IOException {
    Optional<LibraryEntry.Loaded> known = torrents.find(metainfo.infoHash());
    if (known.isPresent()) {
      engine.add(metainfo);
      return new Added(known.get(), false);
    }
    Path file =
        write(
            metainfo.infoHash(),
            folder(route),
            name.isEmpty() ? metainfo.name() : name,
            ".torrent",
            metainfo.toTorrentFile());
    return seen(metainfo.infoHash(), file, engine.add(metainfo));
  }

  /** Adds a magnet link. */
  Added add(Magnet magnet, String route, String name) throws IOException {
    Optional<LibraryEntry.Loaded> known = torrents.find(magnet.infoHash());
    if (known.isPresent()) {
      engine.add(magnet);
      return new Added(known.get(), false);
    }
    String wanted = name.isEmpty() ? magnet.name().orElse("") : name;
    byte[] text = (magnet + "\n").getBytes(StandardCharsets.UTF_8);
    Path file = write(magnet.infoHash(), folder(route), wanted, ".magnet", text);
    return seen(magnet.infoHash(), file, engine.add(magnet));
  }

  private Added seen(InfoHash infoHash, Path file, Torrent torrent) throws IOException {
    await(() -> torrents.find(infoHash).isPresent());
    LibraryEntry entry =
        torrents
            .find(infoHash)
            .orElseGet(() -> new LibraryEntry.Loaded(file, torrent, java.time.Instant.EPOCH));
    return new Added(entry, true);
  }

  /** The folder of a route, made if it is missing. */
  private Path folder(String route) throws IOException {
    Path folder = RoutePath.folder(root(), route);
    try {
      return Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw ProblemException.conflict(route + " is a file");
    }
  }

  /** Writes a new file; a namesake of another torrent stays, and this one gets a number. */
  private static Path write(
      InfoHash infoHash, Path folder, String name, String extension, byte[] bytes)
      throws IOException {
    String stem = FileName.of(name, infoHash.toHex());
    for (int i = 1; i <= MOST_NAMESAKES; i++) {
      Path file = folder.resolve(stem + (i == 1 ? "" : " (" + i + ")") + extension);
      try {
        Files.write(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return file;
      } catch (FileAlreadyExistsException e) {
        // the next number
      } catch (IOException e) {
        Files.deleteIfExists(file);
        throw e;
      }
    }
    throw ProblemException.conflict("there are too many files called " + stem);
  }

  /** Removes a torrent's files; false if there is none. */
  boolean remove(InfoHash torrent) throws IOException {
    boolean removed = false;
    for (LibraryEntry.Loaded entry : torrents.entries(torrent)) {
      removed |= Files.deleteIfExists(entry.file());
    }
    await(() -> torrents.find(torrent).isEmpty());
    return removed;
  }

  /** Renames a torrent's file, or moves it to another route; nothing is overwritten. */
  LibraryEntry move(LibraryEntry.Loaded entry, String route, String name) throws IOException {
    String file = entry.file().getFileName().toString();
    String extension = file.substring(entry.name().length());
    String stem = name.equals(entry.name()) ? name : FileName.of(name, "");
    if (stem.isEmpty()) {
      throw ProblemException.unprocessable("a file cannot be called " + name);
    }
    Path target = folder(route).resolve(stem + extension);
    if (target.equals(entry.file())) {
      return entry;
    }
    rename(entry.file(), target);
    BooleanSupplier there = () -> at(target).isPresent();
    await(there);
    return at(target).orElse(new LibraryEntry.Loaded(target, entry.torrent(), entry.changed()));
  }

  private static void rename(Path from, Path to) throws IOException {
    if (Files.exists(to, LinkOption.NOFOLLOW_LINKS) && !Files.isSameFile(from, to)) {
      throw ProblemException.conflict("there is a file called " + to.getFileName() + " already");
    }
    try {
      Files.move(from, to);
    } catch (FileAlreadyExistsException | AtomicMoveNotSupportedException e) {
      throw ProblemException.conflict(to.getFileName() + " cannot be made");
    } catch (NoSuchFileException e) {
      throw ProblemException.notFound("the torrent's file went");
    }
  }

  private Optional<LibraryEntry.Loaded> at(Path file) {
    return library.all().stream()
        .filter(LibraryEntry.Loaded.class::isInstance)
        .map(LibraryEntry.Loaded.class::cast)
        .filter(entry -> entry.file().equals(file))
        .findFirst();
  }

  /** Makes a route; false if it is there. */
  boolean makeRoute(String route) throws IOException {
    boolean there = Files.isDirectory(RoutePath.folder(root(), route));
    folder(route);
    return !there;
  }

  /** Removes a route that is empty. */
  void removeRoute(String route) throws IOException {
    Path folder = RoutePath.folder(root(), route);
    if (folder.equals(root()) || !Files.isDirectory(folder)) {
      throw ProblemException.notFound("there is no route " + route);
    }
    try {
      Files.delete(folder);
    } catch (DirectoryNotEmptyException e) {
      throw ProblemException.conflict(route + " is not empty");
    }
  }

  private void await(BooleanSupplier condition) throws IOException {
    try {
      library.await(condition, SEEN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProblemException.unavailable("swarmdrive is stopping");
    }
  }
}
