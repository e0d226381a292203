package swarmdrive.app.tree;

import java.io.IOException;
import swarmdrive.archive.ArchiveEntry;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.webdav.DavContent;

/**
 * A member of an archive.
 *
 * @param archive where the archive's own bytes come from; a member again if archives are nested
 */
record MemberOrigin(Origin archive, ArchiveIndex index, ArchiveEntry entry) implements Origin {
  @Override
  public long size() {
    return entry.size();
  }

  @Override
  public String tag() {
    return archive.tag() + "." + entry.id() + "-" + entry.size();
  }

  @Override
  public DavContent open() throws IOException {
    return new MemberContent(archive.open(), archive.size(), index, entry);
  }

  @Override
  public DavContent openIndex() throws IOException {
    return new MemberContent(archive.openIndex(), archive.size(), index, entry);
  }
}
