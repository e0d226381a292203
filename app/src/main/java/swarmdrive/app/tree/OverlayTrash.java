package swarmdrive.app.tree;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.app.disk.Aside;
import swarmdrive.app.disk.Durable;
import swarmdrive.app.library.TorrentsSeen;
import swarmdrive.engine.InfoHash;

/**
 * Overlays of torrents that were removed: kept for some time, and back in their place if the
 * torrent comes back. Named by info hash and moment. The library's thread.
 */
@Singleton
final class OverlayTrash implements TorrentsSeen {
  private static final Logger log = LoggerFactory.getLogger(OverlayTrash.class);
  private final DriveConfig config;
  private final InstantSource clock;
  private final Aside trash;
  private final Aside overlays;

  @Inject
  OverlayTrash(DriveConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.trash = new Aside(config.trash());
    this.overlays = new Aside(config.overlay());
  }

  @Override
  public void removed(InfoHash infoHash) {
    Path overlay = config.overlay().resolve(infoHash.toHex());
    Path kept = config.trash().resolve(infoHash.toHex() + "." + clock.millis());
    quietly(
        infoHash,
        () -> {
          if (Files.isDirectory(overlay, LinkOption.NOFOLLOW_LINKS)) {
            Durable.makeFolders(config.trash());
            trash.move(overlay, kept);
          }
        });
    quietly(infoHash, this::empty);
  }

  @Override
  public void added(InfoHash infoHash) {
    quietly(
        infoHash,
        () -> {
          Optional<Path> kept = latest(infoHash);
          Path overlay = config.overlay().resolve(infoHash.toHex());
          if (kept.isPresent() && !Files.exists(overlay)) {
            Durable.makeFolders(config.overlay());
            overlays.move(kept.get(), overlay);
          }
        });
  }

  private Optional<Path> latest(InfoHash infoHash) throws IOException {
    return kept().stream()
        .filter(path -> path.getFileName().toString().startsWith(infoHash.toHex() + "."))
        .max((one, other) -> moment(one).compareTo(moment(other)));
  }

  private List<Path> kept() throws IOException {
    List<Path> paths = new ArrayList<>();
    if (Files.isDirectory(config.trash(), LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(config.trash(), "*.*")) {
        stream.forEach(
            path -> {
              if (!path.endsWith(Aside.NAME)) {
                paths.add(path);
              }
            });
      }
    }
    return paths;
  }

  /** When it was put there; never, for what was not put there by this. */
  private static Instant moment(Path kept) {
    String name = kept.getFileName().toString();
    try {
      return Instant.ofEpochMilli(Long.parseLong(name.substring(name.lastIndexOf('.') + 1)));
    } catch (NumberFormatException e) {
      return Instant.MAX;
    }
  }

  /** Removes what has been kept for long enough. */
  private void empty() throws IOException {
    Instant limit = clock.instant().minus(config.trashTime());
    for (Path one : kept()) {
      if (moment(one).isBefore(limit)) {
        trash.delete(one);
      }
    }
  }

  /** An act on files. */
  private interface Act {
    void run() throws IOException;
  }

  private static void quietly(InfoHash infoHash, Act act) {
    try {
      act.run();
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("torrent", infoHash)
          .addKeyValue("problem", e)
          .log("the files beside a torrent could not be moved");
    }
  }
}
