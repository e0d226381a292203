package swarmdrive.app.tree;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import swarmdrive.engine.InfoHash;
import swarmdrive.webdav.DavNode;

/**
 * What clients have written inside torrents' folders: plain files in a folder per info hash. Any
 * thread.
 */
final class Overlay {
  private final Path root;
  private final RouteListings listings;

  Overlay(Path root, RouteListings listings) {
    this.root = root;
    this.listings = listings;
  }

  /** Where a torrent's is; there need not be any. */
  Path of(InfoHash infoHash) {
    return root.resolve(infoHash.toHex());
  }

  /** What lies in a folder of it; nothing if there is no such folder. */
  ImmutableMap<String, DavNode> nodes(Path folder) throws IOException {
    if (!exists(folder)) {
      return ImmutableMap.of();
    }
    try {
      return listings.of(folder);
    } catch (NoSuchFileException e) {
      return ImmutableMap.of();
    }
  }

  boolean exists(Path folder) {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
  }

  RouteFolder folder(Path folder) {
    return new RouteFolder(String.valueOf(folder.getFileName()), folder, listings);
  }
}
