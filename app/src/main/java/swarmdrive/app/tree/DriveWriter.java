package swarmdrive.app.tree;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import swarmdrive.app.disk.Aside;
import swarmdrive.app.disk.Durable;
import swarmdrive.app.library.Library;
import swarmdrive.webdav.DavFullException;
import swarmdrive.webdav.DavQuota;
import swarmdrive.webdav.DavRefusedException;
import swarmdrive.webdav.DavUpload;
import swarmdrive.webdav.DavWriter;

/**
 * Changes the library folder and the overlays for WebDAV clients: an ordinary file is what it is, a
 * torrent is its file of the library, and what is shown of torrents and archives is fixed. Any
 * thread.
 */
@Singleton
final class DriveWriter implements DavWriter {
  private final Places places;
  private final Library library;
  private final Aside libraryAside;
  private final Aside overlayAside;

  @Inject
  DriveWriter(Places places, Library library, DriveConfig config) throws IOException {
    this.places = places;
    this.library = library;
    this.libraryAside = new Aside(library.root());
    this.overlayAside = new Aside(config.overlay());
    libraryAside.clean();
    overlayAside.clean();
  }

  /** An act on files. */
  private interface Act<T> {
    T run() throws IOException;
  }

  /** What the system refuses is told in words that help. */
  private static <T> T told(Act<T> act) throws IOException {
    try {
      return act.run();
    } catch (FileAlreadyExistsException e) {
      throw new DavRefusedException("there is something that is not shown");
    } catch (FileSystemException e) {
      throw explained(e);
    } catch (IOException e) {
      throw isFull(String.valueOf(e.getMessage())) ? new DavFullException("the disk is full") : e;
    }
  }

  private static IOException explained(FileSystemException e) {
    String reason = String.valueOf(e.getReason());
    if (reason.contains("name too long")) {
      return new DavRefusedException("the name is too long");
    }
    if (e instanceof java.nio.file.AccessDeniedException || reason.contains("Read-only")) {
      return new DavRefusedException("the system does not permit it");
    }
    return isFull(reason) ? new DavFullException("the disk is full") : e;
  }

  private static boolean isFull(String reason) {
    return reason.contains("No space left") || reason.contains("quota exceeded");
  }

  private Aside aside(Path target) {
    return libraryAside.serves(target) ? libraryAside : overlayAside;
  }

  @Override
  public boolean writable() {
    return true;
  }

  @Override
  public DavUpload upload(List<String> path) throws IOException {
    Path target = fileAt(places.at(path));
    return told(
        () -> {
          makeOverlay(target);
          return new Upload(aside(target).upload(target), target);
        });
  }

  /** An upload after which the library is waited for. */
  private final class Upload implements DavUpload {
    private final DavUpload file;
    private final Path target;
    private long size;

    Upload(DavUpload file, Path target) {
      this.file = file;
      this.target = target;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      told(
          () -> {
            file.write(bytes, offset, length);
            return target;
          });
      size += length;
    }

    @Override
    public void commit() throws IOException {
      told(
          () -> {
            file.commit();
            return target;
          });
      if (size > 0) {
        library.awaitEntry(target);
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /** Where an ordinary file goes. */
  private static Path fileAt(Place place) throws DavRefusedException {
    return switch (place) {
      case Place.Ordinary ordinary -> ordinary.file();
      case Place.Free free -> free.file();
      case Place.OfTorrent torrent ->
          throw new DavRefusedException("a torrent's own files stay as they are");
      case Place.Fixed fixed -> throw new DavRefusedException(fixed.reason());
      case Place.Closed closed -> throw new DavRefusedException(closed.reason());
    };
  }

  /** The folders of an overlay are made when something is written into them. */
  private void makeOverlay(Path target) throws IOException {
    Path parent = target.getParent();
    if (overlayAside.serves(target) && parent != null) {
      Durable.makeFolders(parent);
    }
  }

  @Override
  public void makeFolder(List<String> path) throws IOException {
    Path target = fileAt(places.at(path));
    told(
        () -> {
          makeOverlay(target);
          Durable.makeFolder(target);
          return target;
        });
  }

  @Override
  public void delete(List<String> path) throws IOException {
    Place place = places.at(path);
    Path file = place instanceof Place.OfTorrent torrent ? torrent.libraryFile() : fileAt(place);
    told(
        () -> {
          aside(file).delete(file);
          return file;
        });
  }

  @Override
  public void move(List<String> from, List<String> to) throws IOException {
    Place source = places.at(from);
    Place target = places.at(to);
    Path file = source instanceof Place.OfTorrent torrent ? torrent.libraryFile() : fileAt(source);
    transfer(file, source, to, target, true);
  }

  @Override
  public void copy(List<String> from, List<String> to, boolean deep) throws IOException {
    Place source = places.at(from);
    Place target = places.at(to);
    switch (source) {
      case Place.Ordinary ordinary when !deep && Files.isDirectory(ordinary.file()) ->
          replaceWithFolder(target);
      case Place.Ordinary ordinary ->
          transfer(ordinary.file().toRealPath(), source, to, target, false);
      case Place.OfTorrent torrent when isTorrentThere(torrent, to, target) ->
          transfer(torrent.libraryFile(), source, to, target, false);
      case Place.OfTorrent torrent -> copyContent(torrent.shown(), target, deep);
      case Place.Fixed fixed -> copyContent(fixed.node(), target, deep);
      case Place.Free free -> throw new java.nio.file.NoSuchFileException(free.file().toString());
      case Place.Closed closed -> throw new DavRefusedException(closed.reason());
    }
  }

  /** Puts a file or folder of the disk, or a copy of it, at a place. */
  private void transfer(Path file, Place source, List<String> to, Place target, boolean move)
      throws IOException {
    Path there =
        source instanceof Place.OfTorrent torrent
            ? torrentAt(torrent, to, target)
            : targetOf(to, target);
    told(
        () -> {
          makeOverlay(there);
          if (move) {
            aside(there).move(file, there);
          } else {
            aside(there).copy(file, there);
          }
          removeReplaced(target, there);
          return there;
        });
    library.awaitEntry(there);
  }

  private static void removeReplaced(Place target, Path there) throws IOException {
    if (target instanceof Place.OfTorrent replaced && !replaced.libraryFile().equals(there)) {
      Durable.deleteFile(replaced.libraryFile());
    }
  }

  /** Where something ordinary goes; a torrent there makes room. */
  private static Path targetOf(List<String> to, Place target) throws DavRefusedException {
    return target instanceof Place.OfTorrent replaced
        ? replaced.libraryFile().resolveSibling(SafeName.original(to.getLast()))
        : fileAt(target);
  }

  /** Where a torrent's file goes, so that it is shown under the name that is wanted. */
  private Path torrentAt(Place.OfTorrent torrent, List<String> to, Place target)
      throws DavRefusedException {
    if (!isTorrentThere(torrent, to, target)) {
      throw new DavRefusedException(
          "a torrent of one file keeps its name, and torrents go into folders of the library only");
    }
    Path place = targetOf(to, target);
    String file = torrent.libraryFile().getFileName().toString();
    return torrent.shown() instanceof TreeFile
        ? place.resolveSibling(file)
        : place.resolveSibling(place.getFileName() + SafeName.extension(file));
  }

  private boolean isTorrentThere(Place.OfTorrent torrent, List<String> to, Place target) {
    boolean inLibrary =
        switch (target) {
          case Place.Free free -> libraryAside.serves(free.file());
          case Place.Ordinary ordinary -> libraryAside.serves(ordinary.file());
          case Place.OfTorrent other -> true;
          default -> false;
        };
    boolean keepsName = torrent.shown().name().equals(to.getLast());
    return inLibrary && (keepsName || !(torrent.shown() instanceof TreeFile));
  }

  private void replaceWithFolder(Place target) throws IOException {
    Path there = fileAt(target);
    told(
        () -> {
          makeOverlay(there);
          Aside aside = aside(there);
          Path folder = aside.fresh();
          Files.createDirectory(folder);
          aside.put(folder, there);
          return there;
        });
  }

  /** Reads what is shown, wherever it comes from, and writes it as plain files. */
  private void copyContent(swarmdrive.webdav.DavNode node, Place target, boolean deep)
      throws IOException {
    Path there = fileAt(target);
    told(
        () -> {
          makeOverlay(there);
          ContentCopy.run(node, there, deep, aside(there));
          return there;
        });
  }

  @Override
  public DavQuota quota(List<String> path) throws IOException {
    FileStore store = Files.getFileStore(library.root());
    return new DavQuota(
        store.getUsableSpace(), store.getTotalSpace() - store.getUnallocatedSpace());
  }
}
