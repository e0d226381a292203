package swarmdrive.webdav.dav;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavNode;

/**
 * A folder above the drive with one entry, the way down: Windows wants to see every folder from the
 * server's root to the one it maps.
 */
record PassageFolder(String name, DavNode entry) implements DavFolder {
  /** The root of a server whose drive is at this path. */
  static DavFolder above(List<String> drivePath, DavFolder drive) {
    if (drivePath.isEmpty()) {
      return drive;
    }
    DavNode below = new MountedFolder(drivePath.getLast(), drive);
    for (int i = drivePath.size() - 2; i >= 0; i--) {
      below = new PassageFolder(drivePath.get(i), below);
    }
    return new PassageFolder("", below);
  }

  @Override
  public Instant modified() {
    return entry.modified();
  }

  @Override
  public Optional<DavNode> child(String name) {
    return entry.name().equals(name) ? Optional.of(entry) : Optional.empty();
  }

  @Override
  public List<DavNode> children() {
    return List.of(entry);
  }
}
