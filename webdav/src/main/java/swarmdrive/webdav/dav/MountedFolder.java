package swarmdrive.webdav.dav;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavNode;

/** The drive's root under the name that it has on this server. */
record MountedFolder(String name, DavFolder root) implements DavFolder {
  @Override
  public Instant modified() {
    return root.modified();
  }

  @Override
  public Optional<DavNode> child(String name) throws IOException {
    return root.child(name);
  }

  @Override
  public List<DavNode> children() throws IOException {
    return root.children();
  }

  @Override
  public OptionalInt count() {
    return root.count();
  }

  @Override
  public String notice() throws IOException {
    return root.notice();
  }
}
