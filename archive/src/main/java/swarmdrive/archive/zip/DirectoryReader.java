package swarmdrive.archive.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.tree.TreeBuilder;

/** Makes an index of a directory. Used once. */
final class DirectoryReader {
  private final DirectoryBytes directory;
  private final ZipMembers members;
  private final TreeBuilder tree;

  DirectoryReader(DirectoryBytes directory, ArchiveConfig config) {
    this.directory = directory;
    members = new ZipMembers(config.maxEntries());
    tree = new TreeBuilder(config.maxEntries());
  }

  ZipListing read(long archiveSize) throws IOException {
    while (directory.atMember()) {
      ByteBuffer record = directory.record();
      if (record == null) {
        break;
      }
      add(new DirectoryRecord(record));
    }
    members.trim();
    Layout layout = Layout.of(members, directory.start());
    Optional<String> flaw = flaw();
    return new ZipListing(
        archiveSize, directory.start(), tree.build(members), members, layout, flaw);
  }

  private void add(DirectoryRecord record) throws ArchiveException {
    int marks = record.disk() == directory.disk() ? 0 : MemberFlags.ELSEWHERE;
    int id = members.add(record, record.header() + directory.shift(), marks);
    String path = MemberName.path(record.name());
    tree.add(path, path.endsWith("/"), id);
  }

  private Optional<String> flaw() throws ArchiveException {
    if (!directory.promised(members.count())) {
      String flaw = "zip directory is damaged after " + members.count() + " members";
      if (members.count() == 0) {
        throw new ArchiveException(flaw);
      }
      return Optional.of(flaw);
    }
    return tree.hidden() == 0
        ? Optional.empty()
        : Optional.of("names of " + tree.hidden() + " members cannot be shown");
  }
}
