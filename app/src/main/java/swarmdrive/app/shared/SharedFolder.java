package swarmdrive.app.shared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.engine.TorrentEngine;
import swarmdrive.engine.metainfo.Metainfo;
import swarmdrive.engine.metainfo.MetainfoCreator;

/**
 * One shared folder and the torrent that it is at the moment. Changed by one thread, read by any.
 */
final class SharedFolder {
  private static final Logger log = LoggerFactory.getLogger(SharedFolder.class);

  private final Path folder;
  private final Path file;
  private final TorrentEngine engine;
  private final MetainfoCreator creator;
  private final InstantSource clock;
  private @Nullable Fingerprint seen;
  private @Nullable Fingerprint published;
  private @Nullable Metainfo metainfo;
  private boolean othersFile;
  private volatile Share share;

  /**
   * @param file the library file that it becomes
   */
  SharedFolder(
      Path folder, Path file, TorrentEngine engine, List<String> trackers, InstantSource clock) {
    this.folder = folder;
    this.file = file;
    this.engine = engine;
    this.creator = new MetainfoCreator(trackers, List.of(), OptionalInt.empty(), false, "");
    this.clock = clock;
    this.share = Share.waiting(folder);
  }

  Share share() {
    return share;
  }

  Path file() {
    return file;
  }

  /**
   * Before the first look: a library file that is there by now is somebody else's and stays.
   *
   * @return whether the name is free
   */
  boolean claim() {
    othersFile = Files.exists(file);
    return !othersFile;
  }

  /**
   * Makes the torrent if the folder is new, or has changed and come to rest since the last look.
   */
  void look() {
    try {
      Fingerprint now = Fingerprint.of(folder);
      if (seen == null || now.equals(published) || now.equals(seen)) {
        if (!now.equals(published) || !isThere()) {
          publish(now);
        }
      }
      seen = now;
    } catch (IOException e) {
      fail(e);
    } catch (RuntimeException e) {
      log.atError().setCause(e).addKeyValue("folder", folder).log("failed on a shared folder");
      fail(new IOException("swarmdrive failed on it: " + e, e));
    }
  }

  /** Whether the library and the engine still have what was made of it. */
  private boolean isThere() {
    Metainfo made = metainfo;
    return made != null && Files.exists(file) && engine.find(made.infoHash()).isPresent();
  }

  private void publish(Fingerprint now) throws IOException {
    if (othersFile) {
      throw new IOException(
          file.getFileName() + " is in the library already: rename it there and start again");
    }
    share = share.in("hashing");
    Metainfo made = creator.create(folder, bytes -> {});
    if (!Fingerprint.of(folder).equals(now)) {
      throw new IOException("it changes while it is read");
    }
    if (engine.find(made.infoHash()).flatMap(torrent -> torrent.metainfo()).isEmpty()) {
      engine.seed(made, folder, bytes -> {});
    }
    write(made.toTorrentFile());
    metainfo = made;
    published = now;
    Instant moment = clock.instant();
    share = Share.seeding(folder, made, moment);
    log.atInfo()
        .addKeyValue("folder", folder)
        .addKeyValue("torrent", made.infoHash())
        .log("shared");
  }

  /**
   * In one go: the library never sees a part, and lets the torrent before go when this is there.
   */
  private void write(byte[] torrent) throws IOException {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IOException(file + " is no place for a torrent");
    }
    Files.createDirectories(parent);
    Path part = parent.resolve("." + file.getFileName() + ".part");
    Files.write(part, torrent);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private void fail(IOException cause) {
    String problem =
        cause instanceof NoSuchFileException
            ? "there is no such folder"
            : String.valueOf(cause.getMessage());
    if (!share.problem().equals(problem)) {
      log.atWarn().addKeyValue("folder", folder).addKeyValue("problem", problem).log("not shared");
    }
    if (cause instanceof NoSuchFileException) {
      withdraw();
    }
    share = share.failed(problem);
  }

  private void withdraw() {
    if (othersFile) {
      return;
    }
    try {
      Files.deleteIfExists(file);
      published = null;
    } catch (IOException e) {
      log.atWarn().addKeyValue("file", file).addKeyValue("problem", e).log("cannot be removed");
    }
  }
}
